package dev.shakedown.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.bytes.Limits;
import dev.shakedown.fuzz.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes taken for a capture. */
class CaptureFuzzTest {
  /** A few bytes of compressed data can stand for any number of packets. */
  private static final int MAX_ITEMS = 5_000;

  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.captures(), Seeds.kept("capture"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsWhatThereIs(byte[] input) throws IOException {
    List<String> seen = read(new ByteArrayInputStream(input), input.length);
    assertEquals(
        seen, read(new Trickle(input), input.length), "it depends on how much comes at once");
  }

  private static List<String> read(InputStream in, int size) throws IOException {
    List<String> seen = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.open(in, "fuzz", Limits.DEFAULT)) {
      long packets = 0;
      while (reader.hasNext() && seen.size() < MAX_ITEMS) {
        CaptureItem item = reader.next();
        if (item instanceof CapturedPacket packet) {
          assertEquals(++packets, packet.number());
          check(packet, reader.summary());
          seen.add(print(packet));
        } else if (item instanceof DecryptionSecrets secrets) {
          seen.add("secrets " + secrets.secretsType() + " " + secrets.data().hex());
        }
      }
      CaptureSummary summary = reader.summary();
      assertEquals(packets, summary.packets());
      List<CaptureProblem> problems = reader.problems();
      assertTrue(problems.size() <= 66, "problems are bounded");
      if (summary.compression().equals("none")) {
        assertTrue(summary.fileBytes() <= size, "no more is read than there is");
        problems.forEach(p -> assertTrue(p.offset() >= 0 && p.offset() <= size, p.toString()));
      }
      seen.add(summary + " " + problems);
    } catch (UnreadableCaptureException e) {
      seen.add(e.code() + e.detail());
    }
    return seen;
  }

  private static void check(CapturedPacket packet, CaptureSummary summary) {
    int end = packet.offset() + packet.capturedLength();
    assertTrue(packet.offset() >= 0 && packet.capturedLength() >= 0, "within its buffer");
    assertTrue(end <= packet.buffer().length, "within its buffer");
    assertTrue(packet.capturedLength() <= Limits.DEFAULT.maxPacketBytes(), "within the limit");
    assertTrue(packet.originalLength() >= 0, "no negative length");
    assertTrue(packet.interfaceIndex() >= 0, "an interface");
    assertTrue(summary.packets() >= packet.number(), "counted");
  }

  private static String print(CapturedPacket packet) {
    int end = packet.offset() + packet.capturedLength();
    byte[] bytes = Arrays.copyOfRange(packet.buffer(), packet.offset(), end);
    return packet.epochNanos()
        + " "
        + packet.linkType()
        + " "
        + packet.originalLength()
        + " "
        + Arrays.hashCode(bytes)
        + " "
        + packet.comment();
  }

  /** Gives no more than a few bytes at a time, as a pipe may. */
  private static final class Trickle extends ByteArrayInputStream {
    Trickle(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 7));
    }
  }
}
