package dev.shakedown.cli;

import dev.shakedown.Analysis;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureFiles;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.UnreadableCaptureException;
import dev.shakedown.report.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads the captures of a time or a client that works; one that cannot be read is a wrong command
 * line.
 */
final class Baselines {
  private Baselines() {}

  static void learn(List<String> names, Analysis analysis, Catalogue catalogue) {
    for (String name : names) {
      Path path = InputFile.of(name);
      try {
        List<Path> captures = Files.isDirectory(path) ? CaptureFiles.below(path) : List.of(path);
        if (captures.isEmpty()) {
          throw new UsageException(catalogue.text("cli.no-captures", "file", name));
        }
        for (Path capture : captures) {
          learn(capture, analysis, catalogue);
        }
      } catch (IOException e) {
        throw unusable(catalogue, path, Reasons.of(e, catalogue));
      }
    }
  }

  private static void learn(Path file, Analysis analysis, Catalogue catalogue) throws IOException {
    try (CaptureReader capture = CaptureReader.open(file, Limits.DEFAULT)) {
      analysis.learn(capture, file.toString());
    } catch (UnreadableCaptureException e) {
      throw unusable(catalogue, file, catalogue.text("unreadable." + e.code(), e.detail()));
    }
  }

  private static UsageException unusable(Catalogue catalogue, Path file, String reason) {
    return new UsageException(
        catalogue.text("cli.cannot-read", Map.of("file", file, "reason", reason)));
  }
}
