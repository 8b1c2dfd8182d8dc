package dev.shakedown.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/**
 * LZ4 frames one after the other, skippable ones passed over. The library reads such files too, but
 * calls itself for each empty frame, and there may be millions.
 */
final class Lz4Input extends InputStream {
  private static final int MAGIC = 4;

  private final PushbackInputStream in;
  private InputStream frame;

  Lz4Input(InputStream in) throws IOException {
    this.in = new PushbackInputStream(in, MAGIC);
    this.frame = new FramedLZ4CompressorInputStream(this.in, false);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = frame.read(target, offset, length);
    while (read < 0 && nextFrame()) {
      read = frame.read(target, offset, length);
    }
    return read;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  private boolean nextFrame() throws IOException {
    byte[] magic = new byte[MAGIC];
    int got = in.readNBytes(magic, 0, MAGIC);
    while (got == MAGIC && isSkippable(magic)) {
      skipFrame();
      got = in.readNBytes(magic, 0, MAGIC);
    }
    if (got == 0) {
      return false;
    }
    in.unread(magic, 0, got);
    frame = new FramedLZ4CompressorInputStream(in, false);
    return true;
  }

  /** The magic number is 0x184d2a50 to 0x184d2a5f, little-endian. */
  private static boolean isSkippable(byte[] magic) {
    return (magic[0] & 0xf0) == 0x50 && magic[1] == 0x2a && magic[2] == 0x4d && magic[3] == 0x18;
  }

  private void skipFrame() throws IOException {
    long length = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      length |= (long) Math.max(0, in.read()) << shift;
    }
    in.skipNBytes(length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
