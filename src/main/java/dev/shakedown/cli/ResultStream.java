package dev.shakedown.cli;

import dev.shakedown.report.Catalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * A buffered stream of results. Trouble is an unchecked {@link Failure}, so that it passes the
 * writers above untouched and can be told from trouble with an input.
 */
final class ResultStream extends OutputStream {
  private static final int BUFFER = 1 << 16;

  /** The output cannot be written. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String name;

    private Failure(String name, IOException cause) {
      super(cause);
      this.name = name;
    }
  }

  private final OutputStream out;
  private final String name;
  private final byte[] buffer = new byte[BUFFER];
  private int used;

  /** Buffers for {@code out}; {@code name} is what messages call it. */
  ResultStream(OutputStream out, String name) {
    this.out = out;
    this.name = name;
  }

  /**
   * Says what is wrong, unless the reader has simply gone away ({@code | head}).
   *
   * @return the exit status
   */
  static int report(Failure failure, Catalogue catalogue, PrintStream err) {
    String reason = String.valueOf(failure.getCause().getMessage());
    if (reason.contains("Broken pipe") || reason.contains("EPIPE")) {
      return ExitStatus.DONE;
    }
    err.println(
        "shakedown: "
            + catalogue.text("cli.cannot-write", Map.of("file", failure.name, "reason", reason)));
    return ExitStatus.USAGE;
  }

  @Override
  public void write(int value) {
    if (used == BUFFER) {
      flush();
    }
    buffer[used++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (length > BUFFER - used) {
      flush();
    }
    if (length > BUFFER) {
      direct(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, used, length);
      used += length;
    }
  }

  @Override
  public void flush() {
    int length = used;
    used = 0;
    direct(buffer, 0, length);
  }

  private void direct(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new Failure(name, e);
    }
  }

  /** Writes out what is left. */
  @Override
  public void close() {
    flush();
    try {
      out.close();
    } catch (IOException e) {
      throw new Failure(name, e);
    }
  }
}
