package dev.shakedown.cli;

import dev.shakedown.report.OutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Where the results go: standard output, or a file that appears only once it is whole. */
final class Destination implements AutoCloseable {
  private final Optional<OutputFile> file;
  private final ResultStream stream;

  private Destination(Optional<OutputFile> file, ResultStream stream) {
    this.file = file;
    this.stream = stream;
  }

  static Destination standardOutput(OutputStream out) {
    return new Destination(Optional.empty(), new ResultStream(out, "-"));
  }

  /** Opens a file to be written. */
  static Destination file(Path target) throws IOException {
    return file(target, false);
  }

  /**
   * Opens a file to be written.
   *
   * @param secret whether only its owner may read it
   */
  static Destination file(Path target, boolean secret) throws IOException {
    OutputFile file = OutputFile.create(target, secret);
    return new Destination(Optional.of(file), new ResultStream(file.stream(), target.toString()));
  }

  ResultStream stream() {
    return stream;
  }

  /** All is written: puts the file in its place. */
  void commit() throws IOException {
    stream.close();
    if (file.isPresent()) {
      file.get().commit();
    }
  }

  /** Leaves no half file behind. */
  @Override
  public void close() {
    file.ifPresent(OutputFile::close);
  }
}
