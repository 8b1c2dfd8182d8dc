package dev.shakedown.preamble;

import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.preamble.Signature.Match;
import dev.shakedown.tcp.Sender;
import java.util.Map;

/**
 * TDS 7 of Microsoft SQL Server ([MS-TDS] 2.2.6.5, 3.2.5.1): PRELOGIN says whether to encrypt; the
 * TLS handshake then goes in TDS packets, and TLS without them follows, for the whole session or
 * for the login only.
 */
final class TdsDialogue implements Dialogue {
  private static final int HEADER = 8;
  private static final int PRELOGIN = 0x12;
  private static final int LOGIN7 = 0x10;
  private static final int RESPONSE = 0x04;
  private static final int OPTION_ENCRYPTION = 1;
  private static final int MAX_OPTION = 7;
  private static final int OPTIONS_END = 0xff;
  private static final int MAX_PACKET = 32_768;

  private static final int ENCRYPT_OFF = 0;
  private static final int ENCRYPT_NOT_SUP = 2;
  private static final int UNKNOWN = -1;

  private int asked = UNKNOWN;
  private int answered = UNKNOWN;

  /** Bytes of TLS in the packet that each side's next bytes belong to. */
  private int clientPayload;

  private int serverPayload;

  static Match begins(Pending in, int port) {
    int type = in.at(0);
    boolean known = type == PRELOGIN || type == LOGIN7 || type == RESPONSE;
    boolean header = in.at(1) <= 1 && in.uint16(2) >= HEADER && in.uint16(2) <= MAX_PACKET;
    return Match.of(known && header && in.at(7) == 0);
  }

  @Override
  public String protocol() {
    return "tds";
  }

  @Override
  public boolean carriesTls() {
    return true;
  }

  @Override
  public Step read(Sender from, Pending in) {
    int first = in.at(0);
    boolean client = from == Sender.CLIENT;
    int payload = client ? clientPayload : serverPayload;
    if (payload > 0) {
      expectPayload(client, 0);
      return Step.tls(payload);
    }
    if (first >= 20 && first <= 23 && in.size() >= 2 && in.at(1) == 3) {
      return record(in);
    }
    if (in.size() < HEADER) {
      return Step.MORE;
    }
    int length = in.uint16(2);
    if (length < HEADER || length > MAX_PACKET || first > PRELOGIN) {
      return Step.pass(in.size()).thenOpaque();
    }
    if (first == PRELOGIN || first == RESPONSE && !client) {
      return in.size() < HEADER + 6 && length >= HEADER + 6 && !in.complete()
          ? Step.MORE
          : handshakeOrPrelogin(client, in, length);
    }
    String gist = first == LOGIN7 ? "LOGIN7 without TLS" : "packet type 0x%02x".formatted(first);
    return say(Role.DATA, protocol(), gist, length, Map.of()).thenOpaque();
  }

  /** TLS outside of TDS packets. */
  private Step record(Pending in) {
    if (in.size() < 5) {
      return Step.MORE;
    }
    boolean loginOnly = asked == ENCRYPT_OFF && answered == ENCRYPT_OFF;
    return loginOnly ? Step.tls(5 + in.uint16(3)) : Step.TLS_FROM_HERE;
  }

  private Step handshakeOrPrelogin(boolean client, Pending in, int length) {
    int body = in.size() > HEADER ? in.at(HEADER) : UNKNOWN;
    boolean wrapped = body >= 20 && body <= 23 && in.size() > HEADER + 1 && in.at(HEADER + 1) == 3;
    if (wrapped) {
      expectPayload(client, length - HEADER);
      return Step.uncounted(HEADER);
    }
    boolean prelogin = client || answered == UNKNOWN && body >= 0 && body <= MAX_OPTION;
    if (!prelogin) {
      return say(Role.DATA, protocol(), "response", length, Map.of());
    }
    if (in.size() < length && !in.complete()) {
      return Step.MORE;
    }
    int encryption = encryption(in, Math.min(length, in.size()));
    return client ? request(encryption, length) : answer(encryption, length);
  }

  private void expectPayload(boolean client, int length) {
    if (client) {
      clientPayload = length;
    } else {
      serverPayload = length;
    }
  }

  private Step request(int encryption, int length) {
    asked = encryption;
    String gist = "PRELOGIN, " + name(encryption);
    Role role =
        encryption == ENCRYPT_NOT_SUP || encryption == UNKNOWN ? Role.DATA : Role.UPGRADE_REQUEST;
    return preloginStep(role, gist, encryption, length);
  }

  private Step answer(int encryption, int length) {
    answered = encryption;
    String gist = "PRELOGIN response, " + name(encryption);
    boolean refused = encryption == ENCRYPT_NOT_SUP || encryption == UNKNOWN;
    Role role = LineDialogue.answer(!refused);
    return preloginStep(
        refused && (asked == ENCRYPT_NOT_SUP || asked == UNKNOWN) ? Role.DATA : role,
        gist,
        encryption,
        length);
  }

  private Step preloginStep(Role role, String gist, int encryption, int length) {
    Details details = new Details().add("encryption", name(encryption));
    String protocol = role == Role.DATA ? protocol() : "tds-prelogin";
    return say(role, protocol, gist, length, details.map());
  }

  /** The value of the option ENCRYPTION; {@link #UNKNOWN} if it is not there. */
  private static int encryption(Pending in, int end) {
    int option = HEADER;
    while (option + 5 <= end && in.at(option) != OPTIONS_END) {
      int value = HEADER + in.uint16(option + 1);
      if (in.at(option) == OPTION_ENCRYPTION && value < end) {
        return in.at(value) & 0x7f;
      }
      option += 5;
    }
    return UNKNOWN;
  }

  private static String name(int encryption) {
    return switch (encryption) {
      case ENCRYPT_OFF -> "ENCRYPT_OFF";
      case 1 -> "ENCRYPT_ON";
      case ENCRYPT_NOT_SUP -> "ENCRYPT_NOT_SUP";
      case 3 -> "ENCRYPT_REQ";
      case UNKNOWN -> "no ENCRYPTION option";
      default -> "ENCRYPTION 0x%02x".formatted(encryption);
    };
  }

  private static Step say(
      Role role, String protocol, String gist, int length, Map<String, String> details) {
    return Step.say(new PlaintextEvent(protocol, role, gist, length, details));
  }
}
