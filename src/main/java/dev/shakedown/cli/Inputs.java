package dev.shakedown.cli;

import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.UnreadableCaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The captures a path stands for. */
final class Inputs {
  private Inputs() {}

  /** The files below a folder that hold captures, told by content, in order of their paths. */
  static List<Path> below(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    List<Path> captures = new ArrayList<>();
    for (Path file : files) {
      if (isCapture(file)) {
        captures.add(file);
      }
    }
    return captures;
  }

  private static boolean isCapture(Path file) {
    try (CaptureReader opened = CaptureReader.open(file, Limits.DEFAULT)) {
      return !opened.summary().format().isEmpty();
    } catch (UnreadableCaptureException e) {
      return false;
    } catch (IOException e) {
      return true; // what cannot be read is to be said when its turn comes
    }
  }
}
