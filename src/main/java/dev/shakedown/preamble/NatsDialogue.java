package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import java.util.Locale;
import java.util.Map;

/**
 * The NATS client protocol: the server begins with INFO, which says whether it wants TLS; the
 * client then starts TLS without asking, or sends CONNECT with its credentials.
 */
final class NatsDialogue extends LineDialogue {
  @Override
  public String protocol() {
    return "nats";
  }

  @Override
  Step command(String line, int length) {
    boolean bare = line.equals("PING") || line.equals("PONG");
    return say(bare ? line : Gist.verbOnly(line), length);
  }

  @Override
  Step reply(String line, int length, Pending in) {
    if (line.startsWith("-ERR")) {
      boolean refusesPlaintext = line.toLowerCase(Locale.ROOT).contains("tls required");
      Map<String, String> details = refusesPlaintext ? Map.of("expectsTls", "true") : Map.of();
      return say(Role.DATA, protocol(), line, length, details);
    }
    return say(Role.DATA, protocol(), Gist.verbOnly(line), length, tls(line));
  }

  private static Map<String, String> tls(String info) {
    boolean required = info.contains("\"tls_required\":true");
    boolean available = info.contains("\"tls_available\":true");
    return required || available ? Map.of("tls", required ? "required" : "available") : Map.of();
  }
}
