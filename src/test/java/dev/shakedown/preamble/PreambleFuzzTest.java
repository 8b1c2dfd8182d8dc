package dev.shakedown.preamble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.fuzz.Pieces;
import dev.shakedown.fuzz.Seeds;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
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
  void handsOnWhatIsLeft(byte[] input) {
    if (input.length < 2) {
      return;
    }
    Talk talk = new Talk().port((input[0] & 0xff) << 8 | input[1] & 0xff);
    List<Pieces.Piece> pieces = Pieces.read(input, 2);
    StringBuilder client = new StringBuilder();
    StringBuilder server = new StringBuilder();
    boolean gaps = false;
    for (Pieces.Piece piece : pieces) {
      Sender from = (piece.control() & 1) == 0 ? Sender.CLIENT : Sender.SERVER;
      if ((piece.control() & 0x80) != 0) {
        talk.gap(from, 1L + piece.bytes().length);
        gaps = true;
      }
      String text = new String(piece.bytes(), StandardCharsets.ISO_8859_1);
      if (from == Sender.CLIENT) {
        talk.client(text);
      } else {
        talk.server(text);
      }
      (from == Sender.CLIENT ? client : server).append(HexFormat.of().formatHex(piece.bytes()));
    }
    for (int segment : new int[] {Integer.MAX_VALUE, 3, 1}) {
      String played = play(talk, segment, 2 * pieces.size() + 3);
      assertEquals(played, play(talk, segment, 2 * pieces.size() + 3));
      if (!gaps) {
        String[] tls = talk.tlsBytes().split(" ", -1);
        assertTrue(isWithin(tls[0], client), "what the client sent: " + tls[0]);
        assertTrue(isWithin(tls[1], server), "what the server sent: " + tls[1]);
      }
    }
  }

  /** Whether bytes in hexadecimal are among others in their order: TDS wraps TLS in its packets. */
  private static boolean isWithin(String part, CharSequence whole) {
    int at = 0;
    for (int i = 0; i < whole.length() && at < part.length(); i += 2) {
      if (part.regionMatches(at, whole.subSequence(i, i + 2).toString(), 0, 2)) {
        at += 2;
      }
    }
    return at == part.length();
  }

  private static String play(Talk talk, int segment, int frames) {
    talk.play(segment);
    for (FlowLog.Entry entry : talk.log().entries()) {
      assertTrue(entry.frame() >= 1 && entry.frame() <= frames, entry.toString());
    }
    return talk.shownEvents() + talk.tlsBytes();
  }
}
