package dev.shakedown.capture;

import dev.shakedown.bytes.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The captures a path stands for. */
public final class CaptureFiles {
  /** Endings under which nothing but a capture is kept. */
  private static final List<String> ENDINGS =
      List.of(".pcap", ".pcapng", ".cap", ".pcap.gz", ".pcapng.gz", ".pcap.zst", ".pcapng.zst");

  private CaptureFiles() {}

  /**
   * The files below a folder that hold captures, told by content, in order of their paths; also
   * those that call themselves captures, so that a broken one is not passed over in silence.
   */
  public static List<Path> below(Path folder) throws IOException {
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
      String name = file.getFileName().toString();
      return ENDINGS.stream().anyMatch(name::endsWith);
    } catch (IOException e) {
      return true; // what cannot be read is to be said when its turn comes
    }
  }
}
