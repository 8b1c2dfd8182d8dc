package dev.shakedown.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.IntFunction;

/** An input that says on a terminal how far it has been read, percent by percent. */
final class Progress extends FilterInputStream {
  private final long size;
  private final PrintStream err;
  private final IntFunction<String> text;
  private long read;
  private int shown = -1;

  Progress(InputStream in, long size, PrintStream err, IntFunction<String> text) {
    super(in);
    this.size = size;
    this.err = err;
    this.text = text;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    advance(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    advance(Math.max(0, count));
    return count;
  }

  private void advance(int count) {
    read += count;
    int percent = (int) Math.min(100, read * 100 / Math.max(1, size));
    if (percent != shown) {
      shown = percent;
      err.print("\r" + text.apply(percent) + "\u001b[K");
      err.flush();
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    err.print("\r\u001b[K");
    err.flush();
  }
}
