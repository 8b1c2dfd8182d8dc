package dev.shakedown.preamble;

import static dev.shakedown.preamble.Signature.Who.CLIENT;
import static dev.shakedown.preamble.Signature.Who.EITHER;
import static dev.shakedown.preamble.Signature.Who.SERVER;
import static dev.shakedown.preamble.Signature.bytes;
import static dev.shakedown.preamble.Signature.line;
import static dev.shakedown.preamble.Signature.onPort;
import static dev.shakedown.preamble.Signature.prefix;
import static dev.shakedown.preamble.Signature.startingWith;

import dev.shakedown.preamble.Signature.Form;
import dev.shakedown.preamble.Signature.Match;
import dev.shakedown.preamble.Signature.Who;
import dev.shakedown.tcp.Sender;
import java.util.List;
import java.util.function.Supplier;

/** The protocols that can be told from the first bytes of a side. */
final class Protocols {
  private static final String UNKNOWN = "unknown";

  private static final long STUN_COOKIE = 0x2112a442L;

  /** The third kind carries a wrapped client key of up to 1,024 bytes. */
  private static final int MAX_OPENVPN_RESET = 2_048;

  private static final int MAX_OPENVPN_OPCODE = 11;

  private static final String HTTP_METHODS =
      "(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK"
          + "|UNLOCK|REPORT|SEARCH|PURGE|RPC_IN_DATA|RPC_OUT_DATA|RDG_IN_DATA|RDG_OUT_DATA|SSTP_DUPLEX_POST)";

  private static final String SIP_METHODS =
      "(INVITE|ACK|BYE|CANCEL|REGISTER|OPTIONS|SUBSCRIBE|NOTIFY|MESSAGE|INFO|UPDATE|REFER|PRACK|PUBLISH)";

  private static final Form REPLY = line("[1-5]\\d\\d[ -]|220\\s*$");

  /**
   * The first that matches counts; text protocols that share a beginning stand most specific first.
   */
  private static final List<Signature> TABLE =
      List.of(
          dialogue(EITHER, prefix("PROXY "), ProxyHeader::new),
          dialogue(EITHER, prefix("\r\n\r\n\0\r\nQUIT\n"), ProxyHeader::new),
          unmistakable(EITHER, prefix("SSH-"), () -> new Opaque("ssh", true)),
          named(EITHER, prefix("RFB 0"), "rfb", true),
          named(EITHER, line("[A-Z_]{3,14} rtsps?://|RTSP/\\d|OPTIONS \\* RTSP/"), "rtsp", true),
          named(EITHER, line(SIP_METHODS + " (sips?|tel):|SIP/2\\.0 "), "sip", true),
          named(EITHER, line("(OPTIONS|REQMOD|RESPMOD) icaps?://|ICAP/1\\.0 "), "icap", true),
          unmistakable(SERVER, line("HTTP/\\d"), HttpDialogue::new),
          dialogue(SERVER, line("<(!DOCTYPE html|html|head)"), HttpDialogue::new),
          dialogue(SERVER, line("INFO \\{\"|-ERR '"), NatsDialogue::new),
          dialogue(CLIENT, line("CONNECT \\{"), NatsDialogue::new),
          unmistakable(CLIENT, line(HTTP_METHODS + " (?=[^\\s{])"), HttpDialogue::new),
          unmistakable(CLIENT, line("PRI \\* HTTP/2"), HttpDialogue::new),
          dialogue(EITHER, prefix("<?xml "), XmppDialogue::new),
          dialogue(EITHER, prefix("<stream:stream"), XmppDialogue::new),
          dialogue(SERVER, line("\\* (OK|PREAUTH|BYE|NO|BAD)\\b"), ImapDialogue::new),
          dialogue(
              CLIENT,
              line("[A-Z0-9.]{1,16} (CAPABILITY|STARTTLS|LOGIN|AUTHENTICATE|ID|NOOP|LOGOUT)\\b"),
              ImapDialogue::new),
          named(
              SERVER,
              line(
                  "-(ERR (unknown command|Protocol error|wrong number)|NOAUTH|DENIED Redis)|\\+PONG"),
              "redis",
              true),
          named(CLIENT, line("\\*\\d+\\r?$|PING\\r?$"), "redis", true),
          dialogue(SERVER, line("\\+OK\\b|-ERR\\b"), Pop3Dialogue::new),
          dialogue(CLIENT, line("(STLS|CAPA)\\s*$"), Pop3Dialogue::new),
          dialogue(
              SERVER,
              line("\"(IMPLEMENTATION|SIEVE|STARTTLS|SASL|VERSION|NOTIFY)\""),
              SieveDialogue::new),
          dialogue(SERVER, onPort(REPLY, 21, 990, 2121), ReplyCodeDialogue::ofFtp),
          dialogue(SERVER, onPort(REPLY, 119, 433, 563), ReplyCodeDialogue::ofNntp),
          dialogue(SERVER, onPort(REPLY, 24), ReplyCodeDialogue::ofLmtp),
          dialogue(SERVER, REPLY, ReplyCodeDialogue::ofSmtp),
          dialogue(
              CLIENT,
              line("(EHLO|HELO|LHLO)\\b|AUTH (TLS|SSL)|FEAT\\s*$|MODE READER|CAPABILITIES\\s*$"),
              ReplyCodeDialogue::ofSmtp),
          dialogue(
              SERVER,
              line(":\\S{1,512} (NOTICE|\\d\\d\\d|PING|ERROR)\\b|NOTICE |ERROR :"),
              IrcDialogue::new),
          dialogue(
              CLIENT,
              line("NICK \\S|CAP (LS|REQ|END)|USER \\S+ \\S+ \\S+ :|STARTTLS\\s*$"),
              IrcDialogue::new),
          named(
              SERVER,
              line("(ERROR|CLIENT_ERROR .*|SERVER_ERROR .*)\\r?$|VERSION \\d"),
              "memcached",
              true),
          named(
              CLIENT,
              line("(gets? \\S+|stats|version|set \\S+ \\d+ \\d+ \\d+.*)\\r?$"),
              "memcached",
              true),
          dialogue(EITHER, prefix("AMQP"), AmqpDialogue::new),
          named(EITHER, prefix("GNUTELLA"), "gnutella", true),
          named(EITHER, prefix("\023BitTorrent protocol"), "bittorrent", false),
          named(EITHER, prefix("JRMI"), "java-rmi", false),
          named(EITHER, prefix("\u00ac\u00ed\0\5"), "java-serialization", false),
          named(EITHER, prefix("GIOP"), "giop", false),
          named(EITHER, prefix("CNXN"), "adb", false),
          named(EITHER, prefix("\377".repeat(16)), "bgp", false),
          named(EITHER, startingWith(0xff, 3, Protocols::telnet), "telnet", false),
          named(EITHER, startingWith(0x00, 8, Protocols::smb), "smb", false),
          dialogue(CLIENT, startingWith(0x05, 3, SocksDialogue::begins5), SocksDialogue::new),
          dialogue(CLIENT, startingWith(0x04, 9, SocksDialogue::begins4), SocksDialogue::new),
          named(EITHER, bytes(8, Protocols::stun), "stun", false),
          named(CLIENT, startingWith(0x10, 8, Protocols::mqttConnect), "mqtt", false),
          named(SERVER, startingWith(0x20, 4, Protocols::mqttAccept), "mqtt", false),
          dialogue(EITHER, startingWith(0x30, 7, LdapDialogue::begins), LdapDialogue::new),
          dialogue(CLIENT, startingWith(0x00, 8, PostgresDialogue::begins), PostgresDialogue::new),
          dialogue(SERVER, bytes(6, MysqlDialogue::begins), MysqlDialogue::new),
          dialogue(EITHER, bytes(8, TdsDialogue::begins), TdsDialogue::new),
          named(CLIENT, startingWith(0x03, 9, Protocols::rtmp), "rtmp", false),
          dialogue(EITHER, startingWith(0x03, 7, RdpDialogue::begins), RdpDialogue::new),
          named(EITHER, bytes(16, Protocols::mongodb), "mongodb", false),
          named(EITHER, bytes(15, Protocols::dns), "dns", false),
          named(EITHER, bytes(5, Protocols::kerberos), "kerberos", false),
          named(EITHER, bytes(3, Protocols::openvpn), "openvpn", false),
          named(EITHER, bytes(8, Protocols::tns), "tns", false),
          named(EITHER, prefix("1QTV0"), "fb-zero", false));

  private Protocols() {}

  private static Signature dialogue(Who who, Form form, Supplier<Dialogue> dialogue) {
    return new Signature(who, false, form, dialogue);
  }

  private static Signature unmistakable(Who who, Form form, Supplier<Dialogue> dialogue) {
    return new Signature(who, true, form, dialogue);
  }

  private static Signature named(Who who, Form form, String protocol, boolean lines) {
    return new Signature(who, false, form, () -> new Opaque(protocol, lines));
  }

  /**
   * The dialogue that a side's first bytes belong to, in the order of the table; one of protocol
   * {@code unknown} if nothing matches, null if that takes more bytes.
   */
  static Dialogue recognise(Sender from, Pending in, int port) {
    for (Signature signature : TABLE) {
      if (signature.who().is(from)) {
        Match match = signature.form().match(in, port);
        if (match == Match.YES) {
          return signature.dialogue().get();
        }
        if (match == Match.MORE && !in.complete()) {
          return null;
        }
      }
    }
    return new Opaque(UNKNOWN, false);
  }

  /** The dialogue that a side's first bytes belong to beyond doubt; null if there is none. */
  static Dialogue unmistakable(Sender from, Pending in, int port) {
    for (Signature signature : TABLE) {
      if (signature.unmistakable()
          && signature.who().is(from)
          && signature.form().match(in, port) == Match.YES) {
        return signature.dialogue().get();
      }
    }
    return null;
  }

  static boolean isUnknown(Dialogue dialogue) {
    return dialogue.protocol().equals(UNKNOWN);
  }

  /** IAC and WILL, WONT, DO, DONT or SB (RFC 854). */
  private static Match telnet(Pending in, int port) {
    return Match.of(in.at(1) >= 0xfa && in.at(1) <= 0xfe && in.at(2) < 0xff);
  }

  /** A NetBIOS session message (RFC 1002 4.3.1) of SMB 1, 2 or 3. */
  private static Match smb(Pending in, int port) {
    return Match.of(in.at(4) >= 0xfc && in.has(5, "SMB"));
  }

  /** The magic cookie of RFC 8489 5, perhaps framed as in RFC 4571. */
  private static Match stun(Pending in, int port) {
    boolean framed = in.size() >= 10 && in.uint32(6) == STUN_COOKIE;
    return Match.of(in.at(0) < 0x40 && (in.uint32(4) == STUN_COOKIE || framed));
  }

  private static Match mqttConnect(Pending in, int port) {
    for (int name = 2; name <= 5 && name + 2 < in.size(); name++) {
      if (in.has(name, "\0\4MQTT") || in.has(name, "\0\6MQIsdp")) {
        return Match.YES;
      }
    }
    return in.size() < 14 && !in.complete() && in.at(in.size() - 1) < 0x80 ? Match.MORE : Match.NO;
  }

  private static Match mqttAccept(Pending in, int port) {
    return Match.of(in.at(1) <= 0x20 && in.at(2) <= 1 && (port == 1883 || port == 8883));
  }

  /** Version 3, and zeros in the second four bytes of C1. */
  private static Match rtmp(Pending in, int port) {
    return Match.of(in.uint32(5) == 0 && (port == 1935 || in.size() >= 1400));
  }

  /** A message header with a known opcode, all little-endian. */
  private static Match mongodb(Pending in, int port) {
    long opcode = in.uint32le(12);
    boolean known = opcode == 1 || opcode >= 2001 && opcode <= 2013;
    return Match.of(known && in.uint32le(0) >= 16 && in.uint32le(0) <= 48_000_000);
  }

  /** A query or an answer with one question and its length before it (RFC 1035 4.2.2). */
  private static Match dns(Pending in, int port) {
    boolean counts = in.uint16(6) == 1 && (in.at(4) & 0x78) == 0 && in.uint16(12) <= 2;
    boolean length = in.uint16(0) >= 17 && in.uint16(0) + 2 <= in.size();
    return Match.of(counts && length && (port == 53 || in.uint16(0) + 2 == in.size()));
  }

  /** A DER application tag of RFC 4120 5.10 behind a four-byte length. */
  private static Match kerberos(Pending in, int port) {
    int tag = in.at(4);
    boolean known = tag >= 0x6a && tag <= 0x6f || tag == 0x7e;
    return Match.of(known && in.uint32(0) < 1 << 16 && (port == 88 || port == 464));
  }

  /** A two-byte length and a hard reset as the first opcode, alone or before another packet. */
  private static Match openvpn(Pending in, int port) {
    boolean reset = in.at(2) == 0x38 || in.at(2) == 0x40 || in.at(2) == 0x50;
    int end = 2 + in.uint16(0);
    if (!reset || end < 16 || end > MAX_OPENVPN_RESET) {
      return Match.NO;
    }
    if (in.size() < end) {
      return Match.MORE;
    }
    boolean alone = in.size() == end;
    boolean another = in.size() > end + 2 && in.at(end + 2) >>> 3 <= MAX_OPENVPN_OPCODE;
    return Match.of(alone || another && in.at(end + 2) >>> 3 > 0);
  }

  /** Oracle's packet header: CONNECT, ACCEPT, REFUSE, REDIRECT or RESEND. */
  private static Match tns(Pending in, int port) {
    int type = in.at(4);
    boolean known = type == 1 || type == 2 || type == 4 || type == 5 || type == 11;
    return Match.of(known && in.uint16(2) == 0 && in.uint16(0) >= 8 && in.uint16(0) == in.size());
  }
}
