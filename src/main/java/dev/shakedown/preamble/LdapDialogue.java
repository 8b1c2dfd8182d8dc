package dev.shakedown.preamble;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.preamble.PlaintextEvent.Role;
import dev.shakedown.preamble.Signature.Match;
import dev.shakedown.tcp.Sender;
import java.util.Map;

/** LDAP (RFC 4511) with StartTLS (4.14), an extended operation. */
final class LdapDialogue implements Dialogue {
  private static final String START_TLS = "1.3.6.1.4.1.1466.20037";
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int ENUMERATED = 0x0a;
  private static final int OCTET_STRING = 0x04;
  private static final int EXTENDED_REQUEST = 0x77;
  private static final int EXTENDED_RESPONSE = 0x78;
  private static final int REQUEST_NAME = 0x80;
  private static final int MAX_MESSAGES = 200;

  private static final Map<Integer, String> OPERATIONS =
      Map.ofEntries(
          Map.entry(0x60, "bindRequest"),
          Map.entry(0x61, "bindResponse"),
          Map.entry(0x42, "unbindRequest"),
          Map.entry(0x63, "searchRequest"),
          Map.entry(0x64, "searchResultEntry"),
          Map.entry(0x65, "searchResultDone"),
          Map.entry(0x73, "searchResultReference"),
          Map.entry(0x66, "modifyRequest"),
          Map.entry(0x67, "modifyResponse"),
          Map.entry(0x68, "addRequest"),
          Map.entry(0x69, "addResponse"),
          Map.entry(0x4a, "delRequest"),
          Map.entry(0x6b, "delResponse"),
          Map.entry(0x6e, "compareRequest"),
          Map.entry(0x6f, "compareResponse"),
          Map.entry(0x50, "abandonRequest"),
          Map.entry(EXTENDED_REQUEST, "extendedReq"),
          Map.entry(EXTENDED_RESPONSE, "extendedResp"));

  private long upgradeId = -1;
  private int messages;

  /** An LDAPMessage: a sequence of an identifier and a known operation. */
  static Match begins(Pending in, int port) {
    try {
      ByteReader reader = in.reader(1, in.size() - 1);
      berLength(reader);
      reader.sub("messageID", idLength(reader));
      return Match.of(OPERATIONS.containsKey(reader.uint8("protocolOp")));
    } catch (MalformedException e) {
      return in.size() < 16 ? Match.MORE : Match.NO;
    }
  }

  @Override
  public String protocol() {
    return "ldap";
  }

  @Override
  public Step read(Sender from, Pending in) {
    if (in.at(0) != SEQUENCE || ++messages > MAX_MESSAGES) {
      return Step.pass(in.size()).thenOpaque();
    }
    try {
      ByteReader reader = in.reader(1, in.size() - 1);
      long length = berLength(reader);
      long whole = 1 + reader.offset() + length;
      if (whole > in.size() && whole <= Pending.BOUND && !in.complete()) {
        return Step.MORE;
      }
      ByteReader message = reader.sub("message", (int) Math.min(length, reader.remaining()));
      return message(from, message, whole);
    } catch (MalformedException e) {
      return in.size() < 16 && !in.complete() ? Step.MORE : Step.pass(in.size()).thenOpaque();
    }
  }

  private Step message(Sender from, ByteReader in, long whole) throws MalformedException {
    long id = 0;
    ByteReader idBytes = in.sub("messageID", idLength(in));
    while (!idBytes.isEmpty()) {
      id = id << 8 | idBytes.uint8("messageID");
    }
    int operation = in.uint8("protocolOp");
    long length = berLength(in);
    ByteReader body = in.sub("protocolOp", (int) Math.min(length, in.remaining()));
    if (from == Sender.CLIENT && operation == EXTENDED_REQUEST) {
      String name = string(body, REQUEST_NAME);
      if (name.equals(START_TLS)) {
        upgradeId = id;
        return say(Role.UPGRADE_REQUEST, "ldap-starttls", "StartTLS request", whole, Map.of());
      }
    }
    // The notice of disconnection (4.4.1) has no request of its own.
    boolean answersUpgrade = upgradeId >= 0 && (id == upgradeId || id == 0);
    if (from == Sender.SERVER && operation == EXTENDED_RESPONSE && answersUpgrade) {
      upgradeId = -1;
      int code = resultCode(body);
      string(body, OCTET_STRING);
      Details details = new Details().add("resultCode", code);
      details.add("diagnosticMessage", string(body, OCTET_STRING));
      String gist = "StartTLS response, result code " + code;
      return say(LineDialogue.answer(code == 0), "ldap-starttls", gist, whole, details.map());
    }
    String name = OPERATIONS.getOrDefault(operation, "operation 0x%02x".formatted(operation));
    return say(Role.DATA, protocol(), name, whole, Map.of());
  }

  private static int resultCode(ByteReader in) throws MalformedException {
    if (in.uint8("resultCode") != ENUMERATED) {
      return -1;
    }
    ByteReader value = in.vector8("resultCode");
    return value.isEmpty() ? -1 : value.uint8("resultCode");
  }

  /** A string behind this tag; empty if another tag or the end is there. */
  private static String string(ByteReader in, int tag) throws MalformedException {
    if (in.isEmpty() || in.peek("tag") != tag) {
      return "";
    }
    in.skip("tag", 1);
    long length = berLength(in);
    return in.opaque("string", (int) Math.min(length, in.remaining())).latin1();
  }

  private static int idLength(ByteReader in) throws MalformedException {
    if (in.uint8("messageID") != INTEGER) {
      throw new MalformedException("messageID: not an INTEGER");
    }
    int length = in.uint8("messageID");
    if (length < 1 || length > 4) {
      throw new MalformedException("messageID: %d bytes".formatted(length));
    }
    return length;
  }

  /** A definite length (X.690 8.1.3). */
  private static long berLength(ByteReader in) throws MalformedException {
    int first = in.uint8("length");
    if (first < 0x80) {
      return first;
    }
    int octets = first & 0x7f;
    if (octets < 1 || octets > 4) {
      throw new MalformedException("length: of %d bytes".formatted(octets));
    }
    long length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | in.uint8("length");
    }
    return length;
  }

  private static Step say(
      Role role, String protocol, String gist, long whole, Map<String, String> details) {
    int length = (int) Math.min(whole, Integer.MAX_VALUE);
    return new Step(
        whole, new PlaintextEvent(protocol, role, gist, length, details), Step.Then.GO_ON);
  }
}
