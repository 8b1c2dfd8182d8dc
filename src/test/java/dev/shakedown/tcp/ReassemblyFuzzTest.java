package dev.shakedown.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.fuzz.Pieces;
import dev.shakedown.fuzz.Seeds;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any segments between two ends: flags, sequence numbers, cuts, times. Of a piece, the control says
 * from which side, whether its numbers are small and whether the clock jumps; its bytes are flags,
 * sequence number, acknowledgment number, payload.
 */
class ReassemblyFuzzTest {
  static Stream<byte[]> seeds() {
    return Seeds.kept("reassembly");
  }

  @MethodSource("seeds")
  @FuzzTest
  void handsOutWhatCame(byte[] input) {
    List<Pieces.Piece> pieces = Pieces.read(input, 0);
    TestSegments first = play(pieces);
    long payload = pieces.stream().mapToLong(p -> Math.max(0, p.bytes().length - 9)).sum();
    long given = 0;
    for (String call : first.heard) {
      int colon = call.indexOf(':');
      if (colon == 1) {
        given += call.lastIndexOf('@') - 2;
      } else if (call.contains(" gap ")) {
        assertTrue(Long.parseLong(call.replaceAll(".* gap (-?\\d+)@.*", "$1")) > 0, call);
      }
    }
    assertTrue(given <= payload, "no byte is handed out twice");
    for (FinishedFlow flow : first.finished) {
      assertTrue(flow.firstFrame() >= 1 && flow.lastFrame() <= first.frame, "frames exist");
      assertTrue(flow.frames() >= 1 && flow.frames() <= first.frame, "frames are counted");
      for (FlowLog.Entry entry : flow.log().entries()) {
        assertTrue(entry.frame() >= 1 && entry.frame() <= first.frame, entry.toString());
      }
      assertTrue(flow.clientFacts().bytesInOrder() >= 0, "no negative number of bytes");
      assertTrue(flow.serverFacts().missingBytes() >= 0, "no negative number of bytes");
    }
    TestSegments second = play(pieces);
    assertEquals(first.heard, second.heard);
    assertEquals(print(first.finished), print(second.finished));
  }

  private static String print(List<FinishedFlow> flows) {
    StringBuilder text = new StringBuilder();
    for (FinishedFlow flow : flows) {
      text.append(flow.clientFacts()).append(flow.serverFacts()).append(flow.log().entries());
    }
    return text.toString();
  }

  private static TestSegments play(List<Pieces.Piece> pieces) {
    TestSegments segments = new TestSegments();
    for (Pieces.Piece piece : pieces) {
      ByteBuffer in = ByteBuffer.wrap(piece.bytes());
      if (in.remaining() < 9) {
        segments.nanos += (long) (byte) piece.control() << 8 * Math.min(6, in.remaining());
        continue;
      }
      TestSegments.Packet packet =
          (piece.control() & 1) == 0 ? segments.client() : segments.server();
      packet.flags(in.get() & 0xff);
      boolean near = (piece.control() & 2) == 0;
      int sequence = in.getInt();
      int acknowledgment = in.getInt();
      packet.at(near ? (short) sequence : sequence);
      if ((piece.control() & 4) != 0) {
        packet.ack(near ? (short) acknowledgment : acknowledgment);
      }
      byte[] payload = new byte[in.remaining()];
      in.get(payload);
      packet.data(payload).cut((piece.control() & 8) != 0 ? payload.length / 2 : 0).send();
      segments.later((piece.control() & 16) != 0 ? 700 : 1);
    }
    segments.finish();
    return segments;
  }
}
