package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import java.util.Map;
import java.util.Set;

/** IRC (RFC 1459) with the STARTTLS of IRCv3: numerics 670 and 691. */
final class IrcDialogue extends LineDialogue {
  private static final int STARTTLS_OK = 670;
  private static final int STARTTLS_FAILED = 691;
  private static final int UNKNOWN_COMMAND = 421;
  private static final int NOT_REGISTERED = 451;

  private static final Set<String> SHOWN = Set.of("CAP", "NICK", "STARTTLS", "PING", "PONG");
  private static final Set<String> VERBS =
      Set.of("PASS", "USER", "AUTHENTICATE", "OPER", "JOIN", "PRIVMSG", "NOTICE", "MODE", "QUIT");

  private boolean asked;

  @Override
  public String protocol() {
    return "irc";
  }

  @Override
  Step command(String line, int length) {
    String verb = Ascii.word(line, 0);
    if (verb.equals("STARTTLS")) {
      asked = true;
      return say(Role.UPGRADE_REQUEST, "irc-starttls", line, length, Map.of());
    }
    if (SHOWN.contains(verb)) {
      return say(line, length);
    }
    return say(VERBS.contains(verb) ? Gist.verbOnly(line) : Gist.HIDDEN, length);
  }

  @Override
  Step reply(String line, int length, Pending in) {
    int code = Ascii.code(Ascii.word(line, line.startsWith(":") ? 1 : 0));
    boolean refused =
        code == STARTTLS_FAILED
            || asked
                && (code == NOT_REGISTERED
                    || code == UNKNOWN_COMMAND && Ascii.mentions(line, "STARTTLS"));
    if (code == STARTTLS_OK || refused) {
      asked = false;
      Map<String, String> details = new Details().add("code", code).map();
      return say(answer(!refused), "irc-starttls", line, length, details);
    }
    return say(Ascii.mentions(line, "PRIVMSG") ? Gist.HIDDEN : line, length);
  }
}
