package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.preamble.Signature.Match;
import dev.shakedown.tcp.Sender;
import java.util.Map;

/**
 * The connection initiation of RDP ([MS-RDPBCGR] 2.2.1.1, 2.2.1.2): X.224 Connection Request and
 * Confirm in TPKT, with a negotiation of the security protocol.
 */
final class RdpDialogue implements Dialogue {
  private static final int CONNECTION_REQUEST = 0xe0;
  private static final int CONNECTION_CONFIRM = 0xd0;
  private static final int FIXED = 11;
  private static final int NEGOTIATION = 8;
  private static final int NEG_REQUEST = 1;
  private static final int NEG_RESPONSE = 2;
  private static final int NEG_FAILURE = 3;

  private boolean asked;

  static Match begins(Pending in, int port) {
    int x224 = in.at(5);
    boolean connection = x224 == CONNECTION_REQUEST || x224 == CONNECTION_CONFIRM;
    return Match.of(in.at(1) == 0 && in.uint16(2) >= 7 && connection);
  }

  @Override
  public String protocol() {
    return "rdp";
  }

  @Override
  public Step read(Sender from, Pending in) {
    if (in.size() < FIXED && !in.complete()) {
      return Step.MORE;
    }
    if (in.size() < FIXED || in.at(0) != 3 || in.uint16(2) < FIXED) {
      return say(Role.DATA, "data", in.size(), Map.of()).thenOpaque();
    }
    int length = in.uint16(2);
    if (in.size() < length && !in.complete()) {
      return Step.MORE;
    }
    int there = Math.min(length, in.size());
    boolean client = from == Sender.CLIENT;
    if (in.at(5) != (client ? CONNECTION_REQUEST : CONNECTION_CONFIRM)) {
      return say(Role.DATA, "X.224 packet", length, Map.of()).thenOpaque();
    }
    return client ? request(in, length, there) : confirm(in, length, there);
  }

  private Step request(Pending in, int length, int there) {
    // A cookie or routing token in a line of text may stand before the negotiation.
    int line = in.has(FIXED, "Cookie:") || in.has(FIXED, "tsv:") ? in.indexOf('\n', FIXED) + 1 : 0;
    int at = Math.max(FIXED, line);
    if (at + NEGOTIATION > there || in.at(at) != NEG_REQUEST) {
      return say(Role.DATA, "Connection Request, standard security", length, Map.of());
    }
    long protocols = in.uint32le(at + 4);
    Map<String, String> details = new Details().add("requested", requested(protocols)).map();
    if (protocols == 0) {
      return say(Role.DATA, "Connection Request, standard security", length, details);
    }
    asked = true;
    return say(
        Role.UPGRADE_REQUEST, "Connection Request for " + requested(protocols), length, details);
  }

  private Step confirm(Pending in, int length, int there) {
    int type = FIXED + NEGOTIATION <= there ? in.at(FIXED) : 0;
    long value = type == 0 ? 0 : in.uint32le(FIXED + 4);
    Details details = new Details();
    if (type == NEG_FAILURE) {
      details.add("code", value).add("failure", failure(value));
      return say(
          Role.UPGRADE_REFUSED, "Negotiation Failure: " + failure(value), length, details.map());
    }
    if (type == NEG_RESPONSE && value != 0) {
      details.add("selected", selected(value));
      return say(
          Role.UPGRADE_ACCEPTED, "Connection Confirm, " + selected(value), length, details.map());
    }
    details.add("selected", selected(0));
    return say(
        asked ? Role.UPGRADE_REFUSED : Role.DATA,
        "Connection Confirm, " + selected(0),
        length,
        details.map());
  }

  private static String requested(long protocols) {
    StringBuilder names = new StringBuilder();
    for (long bit = 1; bit <= 16; bit <<= 1) {
      if ((protocols & bit) != 0) {
        names.append(names.isEmpty() ? "" : ", ").append(selected(bit));
      }
    }
    return names.isEmpty() ? selected(protocols) : names.toString();
  }

  private static String selected(long protocol) {
    return switch ((int) Math.min(protocol, 32)) {
      case 0 -> "standard security";
      case 1 -> "TLS";
      case 2 -> "CredSSP";
      case 4 -> "RDSTLS";
      case 8 -> "CredSSP with early authorization";
      case 16 -> "RDS-AAD-Auth";
      default -> "protocol 0x%x".formatted(protocol);
    };
  }

  private static String failure(long code) {
    return switch ((int) Math.min(code, 32)) {
      case 1 -> "SSL_REQUIRED_BY_SERVER";
      case 2 -> "SSL_NOT_ALLOWED_BY_SERVER";
      case 3 -> "SSL_CERT_NOT_ON_SERVER";
      case 4 -> "INCONSISTENT_FLAGS";
      case 5 -> "HYBRID_REQUIRED_BY_SERVER";
      case 6 -> "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER";
      default -> "code " + code;
    };
  }

  private Step say(Role role, String gist, int length, Map<String, String> details) {
    String protocol = role == Role.DATA ? protocol() : "rdp-negotiation";
    return Step.say(new PlaintextEvent(protocol, role, gist, length, details));
  }
}
