package dev.shakedown.preamble;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.fuzz.Pieces;
import dev.shakedown.fuzz.Seeds;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes taken for what stands before TLS or instead of it, at any port. */
class PreambleFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
            Seeds.conversations(),
            Seeds.conversations(Path.of("testdata/preamble")),
            Seeds.kept("preamble"))
        .flatMap(s -> s);
  }

  @MethodSource("seeds")
  @FuzzTest
  void understandsTheSameWhateverTheSegments(byte[] input) {
    if (input.length < 2) {
      return;
    }
    Talk talk = new Talk().port((input[0] & 0xff) << 8 | input[1] & 0xff);
    List<Pieces.Piece> pieces = Pieces.read(input, 2);
    for (Pieces.Piece piece : pieces) {
      Sender from = (piece.control() & 1) == 0 ? Sender.CLIENT : Sender.SERVER;
      if ((piece.control() & 0x80) != 0) {
        talk.gap(from, 1 + piece.bytes().length);
      }
      String text = new String(piece.bytes(), StandardCharsets.ISO_8859_1);
      if (from == Sender.CLIENT) {
        talk.client(text);
      } else {
        talk.server(text);
      }
    }
    String whole = play(talk, Integer.MAX_VALUE, 2 * pieces.size() + 3);
    Assertions.assertEquals(whole, play(talk, 1, 2 * pieces.size() + 3));
  }

  private static String play(Talk talk, int segment, int frames) {
    talk.play(segment);
    for (FlowLog.Entry entry : talk.log().entries()) {
      assertTrue(entry.frame() >= 1 && entry.frame() <= frames, entry.toString());
    }
    return talk.shownEvents() + talk.tlsBytes();
  }
}
