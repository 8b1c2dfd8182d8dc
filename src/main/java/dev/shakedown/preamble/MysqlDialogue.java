package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.preamble.Signature.Match;
import dev.shakedown.tcp.Sender;
import java.util.Map;

/**
 * MySQL and MariaDB: the server greets with its capabilities; a client that wants TLS sends the
 * first 32 bytes of its answer and then a ClientHello, without waiting (MySQL Source Code
 * Documentation, Connection Phase).
 */
final class MysqlDialogue implements Dialogue {
  private static final int HEADER = 4;
  private static final int PROTOCOL_10 = 10;
  private static final int ERROR = 0xff;
  private static final int CLIENT_SSL = 0x0800;
  private static final int CLIENT_PROTOCOL_41 = 0x0200;
  private static final int SSL_REQUEST = 32;

  /** Of a client that speaks the protocol from before 4.1. */
  private static final int OLD_SSL_REQUEST = 5;

  private static final int MAX_GREETING = 1024;

  private boolean asked;

  static Match begins(Pending in, int port) {
    int first = in.at(HEADER);
    boolean greeting = first == PROTOCOL_10 && in.at(5) >= '0' && in.at(5) <= '9';
    boolean error = first == ERROR && in.size() >= 7 && in.uint16le(5) >= 1000;
    boolean header = in.at(3) == 0 && in.uint24le(0) >= 8 && in.uint24le(0) <= MAX_GREETING;
    return Match.of(header && (greeting || error));
  }

  @Override
  public String protocol() {
    return "mysql";
  }

  @Override
  public Step read(Sender from, Pending in) {
    if (in.size() < HEADER + 1) {
      return Step.MORE;
    }
    int length = HEADER + in.uint24le(0);
    if (length > in.size() && !in.complete()) {
      return Step.MORE;
    }
    int there = Math.min(length, in.size());
    return from == Sender.CLIENT ? response(in, length, there) : packet(in, length, there);
  }

  private Step packet(Pending in, int length, int there) {
    if (in.at(HEADER) == ERROR && there >= HEADER + 3) {
      return error(in, length, there);
    }
    if (in.at(HEADER) != PROTOCOL_10 || in.at(3) != 0) {
      return say(Role.DATA, protocol(), "packet", length, Map.of()).thenOpaque();
    }
    int versionEnd = in.indexOf(0, HEADER + 1);
    Details details = new Details();
    String gist = "greeting";
    if (versionEnd > 0 && versionEnd < there) {
      String version = in.text(HEADER + 1, versionEnd - HEADER - 1);
      gist += ", version " + version;
      details.add("version", version);
      // Behind the version: thread id (4), first part of the nonce (8), a zero.
      int capabilities = versionEnd + 1 + 13;
      if (capabilities + 2 <= there) {
        boolean offered = (in.uint16le(capabilities) & CLIENT_SSL) != 0;
        gist += offered ? ", TLS offered" : ", TLS not offered";
        details.add("tls", offered ? "offered" : "not offered");
      }
    }
    return say(Role.DATA, protocol(), Gist.of(gist), length, details.map());
  }

  private Step error(Pending in, int length, int there) {
    int code = in.uint16le(HEADER + 1);
    int text = HEADER + 3;
    if (in.has(text, "#")) {
      text += 6;
    }
    String message = in.text(Math.min(text, there), Math.max(0, there - text));
    Map<String, String> details = new Details().add("code", code).add("message", message).map();
    Role role = asked ? Role.UPGRADE_REFUSED : Role.DATA;
    String protocol = asked ? "mysql-ssl" : protocol();
    return say(role, protocol, Gist.of("Error %d: %s".formatted(code, message)), length, details);
  }

  private Step response(Pending in, int length, int there) {
    int size = length - HEADER;
    boolean ssl = there >= HEADER + 2 && (in.uint16le(HEADER) & CLIENT_SSL) != 0;
    boolean modern = there >= HEADER + 2 && (in.uint16le(HEADER) & CLIENT_PROTOCOL_41) != 0;
    if (ssl && size == (modern ? SSL_REQUEST : OLD_SSL_REQUEST)) {
      asked = true;
      return say(Role.UPGRADE_REQUEST, "mysql-ssl", "SSLRequest", length, Map.of());
    }
    // Holds the user's name and proof; commands follow.
    return say(Role.DATA, protocol(), "HandshakeResponse without TLS", length, Map.of())
        .thenOpaque();
  }

  private static Step say(
      Role role, String protocol, String gist, int length, Map<String, String> details) {
    return Step.say(new PlaintextEvent(protocol, role, gist, length, details));
  }
}
