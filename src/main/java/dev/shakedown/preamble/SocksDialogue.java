package dev.shakedown.preamble;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.preamble.Signature.Match;
import dev.shakedown.tcp.Sender;
import java.util.Map;

/** SOCKS 4 and 4a, and SOCKS 5 (RFC 1928) with passwords (RFC 1929). */
final class SocksDialogue implements Dialogue {
  private static final int V4 = 4;
  private static final int V5 = 5;
  private static final int CONNECT = 1;
  private static final int MAX_V4_USER = 264;
  private static final int V4_GRANTED = 90;
  private static final int PASSWORD_VERSION = 1;
  private static final int PASSWORD = 2;
  private static final int NO_METHOD = 0xff;

  private static final Map<Integer, String> REPLIES_4 =
      Map.of(
          V4_GRANTED,
          "request granted",
          91,
          "request rejected or failed",
          92,
          "no identd at the client",
          93,
          "identd names another user");

  private static final Map<Integer, String> REPLIES_5 =
      Map.of(
          0, "succeeded",
          1, "general SOCKS server failure",
          2, "connection not allowed by ruleset",
          3, "network unreachable",
          4, "host unreachable",
          5, "connection refused",
          6, "TTL expired",
          7, "command not supported",
          8, "address type not supported");

  private String protocol = "socks5";
  private boolean clientGreeted;
  private boolean serverGreeted;

  static Match begins5(Pending in, int port) {
    int methods = in.at(1);
    int next = 2 + methods;
    if (methods < 1 || methods > 16) {
      return Match.NO;
    }
    if (in.size() < next) {
      return Match.MORE;
    }
    // Some clients do not wait for the choice of a method.
    boolean pipelined = in.size() > next + 2 && in.at(next) == V5 && in.at(next + 2) == 0;
    boolean password = in.size() > next && in.at(next) == PASSWORD_VERSION;
    return Match.of(in.size() == next || pipelined || password);
  }

  static Match begins4(Pending in, int port) {
    boolean command = in.at(1) == 1 || in.at(1) == 2;
    if (!command || in.uint16(2) == 0) {
      return Match.NO;
    }
    boolean whole = in.indexOf(0, 8) >= 0;
    return whole ? Match.YES : in.size() > MAX_V4_USER ? Match.NO : Match.MORE;
  }

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public Step read(Sender from, Pending in) {
    try {
      if (in.at(0) == V4 && !clientGreeted && from == Sender.CLIENT) {
        protocol = "socks4";
      }
      ByteReader reader = in.reader(0, in.size());
      boolean version4 = protocol.equals("socks4");
      if (from == Sender.CLIENT) {
        return version4 ? request4(in) : client5(reader);
      }
      return version4 ? reply4(reader) : server5(reader);
    } catch (MalformedException e) {
      // All its structures are short: what does not decode is not all there.
      return Step.MORE;
    }
  }

  private Step request4(Pending in) throws MalformedException {
    clientGreeted = true;
    ByteReader reader = in.reader(0, in.size());
    reader.skip("version", 1);
    int command = reader.uint8("command");
    int port = reader.uint16("port");
    String address = ipv4(reader);
    int end = in.indexOf(0, reader.offset());
    if (end < 0) {
      return Step.MORE;
    }
    String host = address;
    if (address.startsWith("0.0.0.") && !address.equals("0.0.0.0")) {
      int hostEnd = in.indexOf(0, end + 1);
      if (hostEnd < 0) {
        return Step.MORE;
      }
      host = in.latin1(end + 1, hostEnd - end - 1);
      end = hostEnd;
    }
    return request(command, host + ":" + port, end + 1);
  }

  private Step reply4(ByteReader in) throws MalformedException {
    in.skip("version", 1);
    int code = in.uint8("code");
    in.skip("address", 6);
    return reply(code == V4_GRANTED, code, REPLIES_4, in.offset());
  }

  private Step client5(ByteReader in) throws MalformedException {
    int version = in.uint8("version");
    if (version == PASSWORD_VERSION) {
      in.vector8("user name");
      in.vector8("password");
      return say("user name and password " + Gist.HIDDEN, in.offset(), Map.of());
    }
    if (version != V5) {
      return stray(in);
    }
    if (!clientGreeted) {
      clientGreeted = true;
      String methods = methods(in.vector8("methods"));
      return say("methods " + methods, in.offset(), new Details().add("methods", methods).map());
    }
    int command = in.uint8("command");
    in.skip("reserved", 1);
    String address = address(in);
    int port = in.uint16("port");
    return request(command, address + ":" + port, in.offset());
  }

  private Step server5(ByteReader in) throws MalformedException {
    int version = in.uint8("version");
    int code = in.uint8("code");
    if (version == PASSWORD_VERSION) {
      String gist = code == 0 ? "password accepted" : "password refused";
      return answer(code == 0 ? Role.DATA : Role.UPGRADE_REFUSED, gist, code, in.offset());
    }
    if (version != V5) {
      return stray(in);
    }
    if (!serverGreeted) {
      serverGreeted = true;
      if (code == NO_METHOD) {
        return answer(Role.UPGRADE_REFUSED, "no acceptable method", code, in.offset());
      }
      Step step = answer(Role.DATA, "method " + code, code, in.offset());
      boolean readable = code == 0 || code == PASSWORD;
      return readable ? step : step.thenOpaque();
    }
    in.skip("reserved", 1);
    address(in);
    in.skip("port", 2);
    return reply(code == 0, code, REPLIES_5, in.offset());
  }

  private Step stray(ByteReader in) {
    int length = in.offset() + in.remaining();
    return say("not of this protocol", length, Map.of()).thenOpaque();
  }

  private static String methods(ByteReader in) throws MalformedException {
    StringBuilder methods = new StringBuilder();
    while (!in.isEmpty()) {
      methods.append(methods.isEmpty() ? "" : ", ").append(in.uint8("method"));
    }
    return methods.toString();
  }

  private static String address(ByteReader in) throws MalformedException {
    int type = in.uint8("type");
    return switch (type) {
      case 1 -> ipv4(in);
      case 3 -> in.opaque8("name").latin1();
      case 4 -> "[" + in.opaque("address", 16).hex() + "]";
      default -> "?";
    };
  }

  private static String ipv4(ByteReader in) throws MalformedException {
    return "%d.%d.%d.%d"
        .formatted(
            in.uint8("address"), in.uint8("address"), in.uint8("address"), in.uint8("address"));
  }

  private Step request(int command, String target, int length) {
    Details details = new Details().add("target", target);
    String name = command == CONNECT ? "CONNECT " : "command " + command + " ";
    return Step.say(
        new PlaintextEvent(
            protocol, Role.UPGRADE_REQUEST, Gist.of(name + target), length, details.map()));
  }

  private Step reply(boolean granted, int code, Map<Integer, String> replies, int length) {
    String reply = replies.getOrDefault(code, granted ? "granted" : "refused");
    Step step = answer(LineDialogue.answer(granted), code + ", " + reply, code, length);
    return granted ? step.thenAfresh() : step;
  }

  private Step answer(Role role, String gist, int code, int length) {
    Details details = new Details().add("code", code);
    return Step.say(new PlaintextEvent(protocol, role, gist, length, details.map()));
  }

  private Step say(String gist, int length, Map<String, String> details) {
    return Step.say(new PlaintextEvent(protocol, Role.DATA, gist, length, details));
  }
}
