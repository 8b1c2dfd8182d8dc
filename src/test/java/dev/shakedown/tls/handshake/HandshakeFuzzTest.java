package dev.shakedown.tls.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.fuzz.Pieces;
import dev.shakedown.fuzz.Seeds;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes taken for the body of any handshake message of any version. The input: the type, the
 * version, the suite, the body.
 */
class HandshakeFuzzTest {
  private static final int HEAD = 5;

  static Stream<byte[]> seeds() {
    return Stream.concat(
        Seeds.conversations().flatMap(c -> messages(c).stream()), Seeds.kept("handshake"));
  }

  /** The messages in the clear, each as of TLS 1.2 and of TLS 1.3. */
  private static List<byte[]> messages(byte[] conversation) {
    List<byte[]> messages = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      byte[] stream = handshake(conversation, side);
      int at = 0;
      while (at + 4 <= stream.length) {
        int length =
            (stream[at + 1] & 0xff) << 16 | (stream[at + 2] & 0xff) << 8 | stream[at + 3] & 0xff;
        if (length > stream.length - at - 4) {
          break;
        }
        byte[] body = Arrays.copyOfRange(stream, at + 4, at + 4 + length);
        messages.add(input(stream[at], 0x0303, 0xc02f, body));
        messages.add(input(stream[at], 0x0304, 0x1301, body));
        at += 4 + length;
      }
    }
    return messages;
  }

  /** What the records of type handshake at the beginning of a side's stream hold. */
  private static byte[] handshake(byte[] conversation, int side) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Pieces.read(conversation, 2).stream()
        .filter(p -> p.control() == side)
        .forEach(p -> stream.writeBytes(p.bytes()));
    byte[] records = stream.toByteArray();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int at = 0;
    while (at + 5 <= records.length && records[at] == 22) {
      int length = (records[at + 3] & 0xff) << 8 | records[at + 4] & 0xff;
      content.write(records, at + 5, Math.min(length, records.length - at - 5));
      at += 5 + length;
    }
    return content.toByteArray();
  }

  private static byte[] input(int type, int version, int suite, byte[] body) {
    byte[] input = new byte[HEAD + body.length];
    input[0] = (byte) type;
    input[1] = (byte) (version >>> 8);
    input[2] = (byte) version;
    input[3] = (byte) (suite >>> 8);
    input[4] = (byte) suite;
    System.arraycopy(body, 0, input, HEAD, body.length);
    return input;
  }

  @MethodSource("seeds")
  @FuzzTest
  void neverFails(byte[] input) {
    if (input.length < HEAD) {
      return;
    }
    HandshakeType type = new HandshakeType(input[0] & 0xff);
    int version = (input[1] & 0xff) << 8 | input[2] & 0xff;
    int suite = (input[3] & 0xff) << 8 | input[4] & 0xff;
    Bytes body = Bytes.copyOf(input, HEAD, input.length - HEAD);
    HandshakeMessage message = decode(type, version, suite, body);
    if (message instanceof MalformedMessage malformed) {
      assertFalse(malformed.problem().isEmpty(), "says why");
      assertEquals(body.slice(0, Math.min(512, body.size())), malformed.head(), "keeps bytes");
    }
    assertEquals(message.toString(), decode(type, version, suite, body).toString());
    HandshakeMessages.decodeBeginning(type, body.reader());
  }

  private static HandshakeMessage decode(HandshakeType type, int version, int suite, Bytes body) {
    DecodeContext context =
        new DecodeContext(
            Optional.of(new ProtocolVersion(version)),
            Optional.of(new CipherSuite(suite)),
            new DecodeCache());
    return HandshakeMessages.decode(type, body.reader(), context);
  }
}
