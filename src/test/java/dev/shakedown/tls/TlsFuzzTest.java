package dev.shakedown.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.fuzz.Pieces;
import dev.shakedown.fuzz.Seeds;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes taken for TLS records, with holes and from the middle of a connection. */
class TlsFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.conversations(), Seeds.kept("tls"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void readsRecords(byte[] input) {
    if (input.length < 2) {
      return;
    }
    List<Pieces.Piece> pieces = Pieces.read(input, 2);
    List<FlowLog.Entry> events = play(pieces, input[0] >= 0);
    assertTrue(events.size() <= Limits.DEFAULT.maxEventsPerFlow() + 16, "events are bounded");
    for (FlowLog.Entry entry : events) {
      assertTrue(entry.frame() >= 1 && entry.frame() <= 2L * pieces.size(), entry.toString());
      assertTrue(entry.event().heldBytes() > 0, "each event takes memory");
    }
    assertEquals(events.toString(), play(pieces, input[0] >= 0).toString());
  }

  private static List<FlowLog.Entry> play(List<Pieces.Piece> pieces, boolean fromStart) {
    FakeFlow flow = new FakeFlow(fromStart, Limits.DEFAULT);
    for (Pieces.Piece piece : pieces) {
      Sender from = (piece.control() & 1) == 0 ? Sender.CLIENT : Sender.SERVER;
      if ((piece.control() & 0x80) != 0) {
        flow.gap(from, 1L + (piece.control() & 0x7f));
      }
      flow.send(from, Bytes.copyOf(piece.bytes()));
    }
    return flow.finishEntries();
  }
}
