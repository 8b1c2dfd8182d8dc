package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shakedown.MemoryCapture.Frame;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two neighbours of a file in the wrong order, their times in order: only acknowledgment numbers
 * tell which was sent first. A handshake that completed stays one.
 */
final class SwappedFramesTest {
  /** Longer ones hold little but data behind the handshake. */
  private static final int MOST_FRAMES = 60;

  /** A reset that then stands before the client's Finished may well have come before it. */
  private static final String RESET_RIGHT_BEHIND = "042-reset-behind-finished.pcap";

  @Test
  void completedHandshakesStayCompleted() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of("captures"))) {
      files =
          all.filter(MemoryCapture::isClassic)
              .filter(f -> !f.endsWith(RESET_RIGHT_BEHIND))
              .sorted()
              .toList();
    }
    List<String> wrong = new ArrayList<>();
    for (Path file : files) {
      MemoryCapture whole = MemoryCapture.read(file);
      List<Outcome> right = outcomes(whole);
      boolean completed = right.stream().allMatch(Outcome.COMPLETED::equals);
      for (int i = 0; completed && i + 1 < Math.min(MOST_FRAMES, whole.frames().size()); i++) {
        List<Outcome> swapped = outcomes(swapped(whole, i));
        if (!swapped.equals(right)) {
          wrong.add(file.getFileName() + " with " + (i + 1) + " and " + (i + 2) + ": " + swapped);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** The reset that answers a SYN stands before it; its acknowledgment number names it. */
  @Test
  void refusedConnectionsStayRefused() throws IOException {
    MemoryCapture whole = MemoryCapture.read(Path.of("captures/103-refused.pcap"));
    List<WornCapturesTest.Verdict> right = WornCapturesTest.verdicts(whole);
    assertEquals(right, WornCapturesTest.verdicts(swapped(whole, 0)));
    assertEquals(Outcome.NO_CONNECTION, right.get(0).outcome());
  }

  private static List<Outcome> outcomes(MemoryCapture capture) {
    return WornCapturesTest.diagnoses(capture).stream().map(Diagnosis::outcome).toList();
  }

  private static MemoryCapture swapped(MemoryCapture whole, int at) {
    List<Frame> frames = new ArrayList<>(whole.frames());
    long first = frames.get(at).nanos();
    long second = frames.get(at + 1).nanos();
    Collections.swap(frames, at, at + 1);
    frames.set(at, frames.get(at).at(first));
    frames.set(at + 1, frames.get(at + 1).at(second));
    return whole.with(frames);
  }
}
