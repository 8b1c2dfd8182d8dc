package dev.shakedown.tls;

import static dev.shakedown.tls.Hex.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.ExtensionBody;
import dev.shakedown.tls.extension.Extensions;
import dev.shakedown.tls.extension.MalformedBody;
import dev.shakedown.tls.extension.UnknownBody;
import dev.shakedown.tls.handshake.DecodeCache;
import dev.shakedown.tls.handshake.DecodeContext;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.HandshakeMessages;
import dev.shakedown.tls.handshake.MalformedMessage;
import dev.shakedown.tls.handshake.UnknownMessage;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.ExtensionType;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Walks every decoder of the tables with every cut and every bit flipped: what is malformed is
 * said, and what stands beside it is still shown.
 */
class AllDecodersTest {
  private record Vector(int message, int type, Bytes data) {}

  private record Message(int type, DecodeContext context, Bytes body) {}

  private static final Path SOURCES = Path.of("src/main/java/dev/shakedown/tls");

  /** The tables of extension decoders, and the message each is of. */
  private static final Map<String, Integer> TABLES =
      Map.of(
          "ofClientHello", 1,
          "ofServer", 2,
          "ofNewSessionTicket", 4,
          "ofHelloRetryRequest", 6,
          "ofEncryptedExtensions", 8,
          "ofCertificate", 11,
          "ofCertificateRequest", 13);

  private static final Pattern METHOD =
      Pattern.compile("^ {2}(?:public|private) static \\S+ (\\w+)\\(.*");

  private static final Pattern CASE =
      Pattern.compile("^ +case (0x[0-9a-f]+|\\d+) -> (?!of)(\\w.*);.*");

  /** The decoders that stand in a table of the source, as method and number. */
  private static Set<String> casesOf(String source) throws IOException {
    Set<String> cases = new TreeSet<>();
    String method = "";
    for (String line : Files.readAllLines(SOURCES.resolve(source))) {
      Matcher begin = METHOD.matcher(line);
      method = begin.matches() ? begin.group(1) : method;
      Matcher entry = CASE.matcher(line);
      if (entry.matches()) {
        cases.add(method + " " + Integer.decode(entry.group(1)));
      }
    }
    return cases;
  }

  private static List<Vector> vectors() throws IOException {
    List<Vector> vectors = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("testdata/tls/extension-vectors.txt"))) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(" ", 3);
        Bytes data = parts[2].equals("-") ? Bytes.EMPTY : hex(parts[2]);
        vectors.add(new Vector(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), data));
      }
    }
    return vectors;
  }

  @Test
  void everyExtensionDecoderHasAVector() throws IOException {
    Set<String> expected = new TreeSet<>();
    for (String entry : casesOf("extension/Extensions.java")) {
      String[] parts = entry.split(" ", 2);
      if (TABLES.containsKey(parts[0])) {
        expected.add(TABLES.get(parts[0]) + " " + parts[1]);
      }
    }
    assertTrue(expected.size() > 150, expected.toString());
    Set<String> present = new TreeSet<>();
    vectors().forEach(v -> present.add(v.message() + " " + v.type()));
    expected.removeAll(present);
    assertEquals(Set.of(), expected);
  }

  /** So a decoder that is in no table is found, and one whose vector another decoder reads. */
  @Test
  void everyKindOfBodyComesOfAVector() throws IOException {
    Set<String> kinds = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES.resolve("extension"))) {
      for (Path file : files.toList()) {
        if (Files.readString(file).contains("implements ExtensionBody")) {
          kinds.add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
    kinds.removeAll(Set.of("MalformedBody", "CutBody")); // no decoder makes them
    for (Vector vector : vectors()) {
      kinds.remove(whole(vector).getClass().getSimpleName());
    }
    assertEquals(Set.of(), kinds);
  }

  @Test
  void everyVectorDecodes() throws IOException {
    for (Vector vector : vectors()) {
      ExtensionBody body = whole(vector);
      assertFalse(body instanceof MalformedBody, vector + ": " + body);
      assertTrue(!(body instanceof UnknownBody) || vector.data().isEmpty(), vector.toString());
    }
  }

  /** A cut is malformed, or gives what is left of a list; never the same as the whole. */
  @Test
  void aCutOrFlippedExtensionHidesNothingElse() throws IOException {
    for (Vector vector : vectors()) {
      ExtensionBody whole = whole(vector);
      for (int cut = 0; cut < vector.data().size(); cut++) {
        ExtensionBody body =
            body(vector.message(), vector.type(), vector.data().slice(0, cut), cut);
        assertNotEquals(whole, body, vector + " cut at " + cut);
      }
      for (int bit = 0; bit < 8 * vector.data().size(); bit++) {
        Bytes flipped = flip(vector.data(), bit);
        body(vector.message(), vector.type(), flipped, flipped.size());
      }
    }
  }

  private static ExtensionBody whole(Vector vector) {
    return body(vector.message(), vector.type(), vector.data(), vector.data().size());
  }

  /** The body of an extension that stands before another, which must be seen in any case. */
  private static ExtensionBody body(int message, int type, Bytes data, int length) {
    byte[] bytes = new byte[length + 10];
    bytes[0] = (byte) (length + 8 >>> 8);
    bytes[1] = (byte) (length + 8);
    bytes[2] = (byte) (type >>> 8);
    bytes[3] = (byte) type;
    bytes[4] = (byte) (length >>> 8);
    bytes[5] = (byte) length;
    System.arraycopy(data.toArray(), 0, bytes, 6, length);
    bytes[length + 7] = (byte) ExtensionType.EXTENDED_MASTER_SECRET.code();
    Bytes list = Bytes.copyOf(bytes);
    List<Extension> extensions = Extensions.decode(list.reader(), new HandshakeType(message));
    assertEquals(2, extensions.size());
    assertEquals(ExtensionType.EXTENDED_MASTER_SECRET, extensions.get(1).type());
    assertEquals(length, extensions.get(0).length());
    ExtensionBody body = extensions.get(0).body();
    if (body instanceof MalformedBody malformed) {
      assertFalse(malformed.problem().isEmpty());
      assertEquals(data, malformed.data());
    }
    return body;
  }

  private static DecodeContext context(int version, int suite) {
    return new DecodeContext(
        Optional.of(new ProtocolVersion(version)),
        Optional.of(new CipherSuite(suite)),
        new DecodeCache());
  }

  private static List<Message> messages() {
    DecodeContext ssl3 = context(0x0300, 0x000a);
    DecodeContext tls10 = context(0x0301, 0x0014);
    DecodeContext tls12 = context(0x0303, 0xc02f);
    DecodeContext tls13 = context(0x0304, 0x1301);
    String random = "5a".repeat(32);
    return List.of(
        new Message(0, tls12, Bytes.EMPTY),
        new Message(1, tls12, body("rfc8448-3-client-hello.hex")),
        new Message(2, tls12, body("rfc8448-3-server-hello.hex")),
        new Message(2, ssl3, hex("0300" + random + "00 000a 00")),
        new Message(4, tls12, hex("00000e10 0001 aa")),
        new Message(4, tls13, hex("00000e10 01020304 01 00 0001 aa 0008 002a 0004 00000001")),
        new Message(5, tls13, Bytes.EMPTY),
        new Message(6, context(0x7f12, 0x1301), hex("7f12 1301 0006 0028 0002 001d")),
        new Message(8, tls13, hex("000a 0000 0000 001c 0002 4001")),
        new Message(11, tls12, hex("000005 000002 3000")),
        new Message(11, tls13, hex("00 000011 000002 3000 000a 0005 0006 01 000002 3000")),
        new Message(9, tls13, hex("02")),
        new Message(10, tls13, hex("0005 01 aa 02 bbcc 01")),
        new Message(12, tls12, hex("03 001d 02 abcd 0804 0001 ff")),
        new Message(
            12, tls12, hex("01 01 17 01 02 01 03 02 0409 01 05 01 06 02 abcd 0804 0001 ff")),
        new Message(
            12,
            context(0x0302, 0xc015),
            hex("02 00a3 02 01 03 01 06 01 07 01 02 01 03 02 0409 01 05 01 06 02 abcd")),
        new Message(
            12,
            tls12,
            hex("02 00a3 01 01 07 01 02 01 03 02 0409 01 05 01 06 02 abcd 0804 0001 ff")),
        new Message(12, context(0x0303, 0xc0b0), hex("01 5a 03 0017 02 0409 01 07")),
        new Message(12, context(0x0303, 0x0090), hex("0001 68 0002 01ff 0001 02 0001 03")),
        new Message(12, context(0x0303, 0x00ac), hex("0001 68")),
        new Message(12, context(0x0303, 0xc035), hex("0001 68 03 001d 02 abcd")),
        new Message(12, context(0x0303, 0xc01e), hex("0001 05 0001 02 01 aa 0001 07 0401 0001 ff")),
        new Message(12, context(0x0303, 0x00a6), hex("0002 01ff 0001 02 0001 03")),
        new Message(12, context(0x0303, 0xc015), hex("03 001d 02 abcd")),
        new Message(12, context(0x0300, 0x001c), hex("abcd")),
        new Message(12, tls10, hex("0002 01ff 0001 02 0001 03 0001 ff")),
        new Message(12, context(0x0303, 0x008c), hex("0002 6869")),
        new Message(12, context(0x0303, 0xc01d), hex("0001 05 0001 02 01 aa 0001 07")),
        new Message(12, context(0x0300, 0x0003), hex("0002 01ff 0001 03 0001 ff")),
        new Message(13, tls10, hex("01 01 0000")),
        new Message(13, tls12, hex("02 01 40 0002 0403 0004 0002 3000")),
        new Message(13, tls13, hex("01 aa 0008 000d 0004 0002 0403")),
        new Message(14, tls12, Bytes.EMPTY),
        new Message(15, tls10, hex("0001 aa")),
        new Message(15, tls12, hex("0403 0001 aa")),
        new Message(16, tls12, hex("02 abcd")),
        new Message(16, tls10, hex("0002 abcd")),
        new Message(16, ssl3, hex("abcdef")),
        new Message(16, context(0x0303, 0xc035), hex("0002 6869 02 abcd")),
        new Message(16, context(0x0303, 0xc01d), hex("0001 05")),
        new Message(16, context(0x0303, 0xc0b0), hex("02 0409 01 07")),
        new Message(16, context(0x0301, 0x001f), hex("0002 6082 0000 0003 abcdef")),
        new Message(16, context(0x0303, 0xc100), hex("3003 020101")),
        new Message(16, context(0x0303, 0x008c), hex("0002 6869")),
        new Message(16, context(0x0303, 0x0090), hex("0002 6869 0002 abcd")),
        new Message(16, context(0x0303, 0x00ac), hex("0002 6869 0002 abcd")),
        new Message(20, tls12, hex("aa".repeat(12))),
        new Message(21, tls12, hex("00 001a 0003 613a62 01" + "5a".repeat(20))),
        new Message(22, tls12, hex("01 000002 3000")),
        new Message(23, tls12, hex("000006 4002 0002 abcd")),
        new Message(24, tls13, hex("01")),
        new Message(25, tls13, hex("0004 000100 000001 aa")),
        new Message(26, tls12, hex("0002 abcd 0001 5a 0007 015180")),
        new Message(67, tls12, hex("02 6832 02 0000")),
        new Message(203, tls12, hex("7550 0080" + "5a".repeat(128))));
  }

  private static Bytes body(String file) {
    Bytes message = Hex.file(file);
    return message.slice(4, message.size() - 4);
  }

  /** Messages of SSL 2.0, with their types. */
  private static List<Bytes> ssl2Messages() {
    return List.of(
        hex("00 0001"),
        hex("01 0301 0006 0002 0010 00002f 010080 abcd" + "5a".repeat(16)),
        hex("02 010080 0001 0002 0001 aa bbcc dd"),
        hex("04 00 01 0002 0002 0003 0010 3000 010080" + "5a".repeat(16)));
  }

  @Test
  void everyMessageDecoderHasAVector() throws IOException {
    Set<String> expected = casesOf("handshake/HandshakeMessages.java");
    assertTrue(expected.size() > 25, expected.toString());
    expected.removeIf(e -> e.startsWith("decodeBeginning")); // of messages that are below, too
    messages().forEach(m -> expected.remove("decode " + m.type()));
    ssl2Messages().forEach(m -> expected.remove("decodeSsl2 " + m.at(0)));
    assertEquals(Set.of(), expected);
  }

  @Test
  void everyKeyExchangeWithParametersHasAVector() throws IOException {
    Set<String> expected = new TreeSet<>();
    for (String source : List.of("ServerKeyExchangeReader", "ClientKeyExchange")) {
      String code = Files.readString(SOURCES.resolve("handshake/" + source + ".java"));
      Matcher names = Pattern.compile("case ((?:\"[^\"]+\",?\\s*)+)->").matcher(code);
      while (names.find()) {
        expected.add(source + " " + names.group(1).replaceAll("\\s+", " ").strip());
      }
    }
    assertTrue(expected.size() > 12, expected.toString());
    for (Message message : messages()) {
      String exchange = message.context().cipherSuite().orElseThrow().keyExchange();
      String source = message.type() == 12 ? "ServerKeyExchangeReader" : "ClientKeyExchange";
      if (message.type() == 12 || message.type() == 16) {
        expected.removeIf(e -> e.startsWith(source) && e.contains('"' + exchange + '"'));
      }
    }
    assertEquals(Set.of(), expected);
  }

  @Test
  void everyMessageDecodesWholeAndNeverFailsCutOrFlipped() {
    for (Message message : messages()) {
      HandshakeMessage whole = decode(message.type(), message.context(), message.body());
      assertFalse(whole instanceof MalformedMessage, message + ": " + whole);
      assertFalse(whole instanceof UnknownMessage, message.toString());
      for (int cut = 0; cut < message.body().size(); cut++) {
        Bytes beginning = message.body().slice(0, cut);
        assertNotEquals(
            whole,
            decode(message.type(), message.context(), beginning),
            message + " cut at " + cut);
        HandshakeMessages.decodeBeginning(new HandshakeType(message.type()), beginning.reader());
      }
      for (int bit = 0; bit < 8 * message.body().size(); bit++) {
        decode(message.type(), message.context(), flip(message.body(), bit));
      }
    }
  }

  @Test
  void everySsl2MessageDecodesWholeAndNeverFailsCutOrFlipped() {
    DecodeContext context = DecodeContext.initial(new DecodeCache());
    for (Bytes message : ssl2Messages()) {
      HandshakeMessage whole = HandshakeMessages.decodeSsl2(message.reader(), context);
      assertFalse(whole instanceof MalformedMessage, message + ": " + whole);
      assertFalse(whole instanceof UnknownMessage, message.toString());
      for (int cut = 0; cut < message.size(); cut++) {
        Bytes beginning = message.slice(0, cut);
        assertInstanceOf(
            MalformedMessage.class, HandshakeMessages.decodeSsl2(beginning.reader(), context));
      }
      for (int bit = 0; bit < 8 * message.size(); bit++) {
        HandshakeMessages.decodeSsl2(flip(message, bit).reader(), context);
      }
    }
  }

  private static HandshakeMessage decode(int type, DecodeContext context, Bytes body) {
    HandshakeMessage message =
        HandshakeMessages.decode(new HandshakeType(type), body.reader(), context);
    if (message instanceof MalformedMessage) {
      assertFalse(assertInstanceOf(MalformedMessage.class, message).problem().isEmpty());
    }
    return message;
  }

  private static Bytes flip(Bytes bytes, int bit) {
    byte[] flipped = bytes.toArray();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return Bytes.copyOf(flipped);
  }
}
