package dev.shakedown.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the results go: standard output, or a file that appears only once it is whole. What exists
 * and is no ordinary file (a pipe, a device) is written to directly.
 */
final class Destination {
  private final Path target;
  private final Path temporary;
  private final ResultStream stream;

  private Destination(Path target, Path temporary, ResultStream stream) {
    this.target = target;
    this.temporary = temporary;
    this.stream = stream;
  }

  static Destination standardOutput(OutputStream out) {
    return new Destination(null, null, new ResultStream(out, "-"));
  }

  /** Opens a file to be written. */
  static Destination file(Path target) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      OutputStream out = Files.newOutputStream(target);
      return new Destination(null, null, new ResultStream(out, target.toString()));
    }
    Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    Path temporary = real.resolveSibling("." + real.getFileName() + ".part");
    OutputStream out = Files.newOutputStream(temporary);
    return new Destination(real, temporary, new ResultStream(out, target.toString()));
  }

  OutputStream stream() {
    return stream;
  }

  /** All is written: puts the file in its place. */
  void commit() throws IOException {
    stream.close();
    if (target != null) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Leaves no half file behind. */
  void abandon() {
    if (target != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        return; // the failure that led here is the one to report
      }
    }
  }
}
