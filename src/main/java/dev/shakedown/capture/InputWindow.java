package dev.shakedown.capture;

import java.io.IOException;
import java.io.InputStream;

/**
 * A window that slides over a file: whatever is required at once lies in one array, so that packets
 * can be handed out in place. The array grows only as data arrives, to about twice what is
 * required, which keeps moving the rest to the front cheap on average.
 *
 * <p>Numbers are read at indexes counted from the position, in the byte order last set; the bytes
 * must have been required before.
 */
final class InputWindow {
  private static final int INITIAL_BYTES = 512 << 10;

  private final InputStream in;
  private byte[] buffer = new byte[INITIAL_BYTES];
  private int position;
  private int end;
  private long fileOffset;
  private boolean ended;
  private boolean littleEndian;

  InputWindow(InputStream in) {
    this.in = in;
  }

  void littleEndian(boolean value) {
    littleEndian = value;
  }

  /** Makes {@code size} bytes available; false if the file ends before. */
  boolean require(int size) throws IOException {
    return end - position >= size || fill(size);
  }

  private boolean fill(int size) throws IOException {
    while (!ended && end - position < size) {
      if (end == buffer.length) {
        makeRoom(size);
      }
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        ended = true;
      } else {
        end += read;
      }
    }
    return end - position >= size;
  }

  private void makeRoom(int size) {
    byte[] target = buffer;
    if (position < buffer.length / 2) {
      target =
          new byte[(int) Math.min(2L * buffer.length, Math.max(2L * size, buffer.length + 1L))];
    }
    System.arraycopy(buffer, position, target, 0, end - position);
    buffer = target;
    fileOffset += position;
    end -= position;
    position = 0;
  }

  /** How many bytes from the position on are in the window now; all the rest after a failure. */
  int available() {
    return end - position;
  }

  /** Moves on; the bytes passed stay in {@link #buffer} until more are required. */
  void skip(int size) {
    position += size;
  }

  /** The position in the file, in bytes from its start. */
  long offset() {
    return fileOffset + position;
  }

  byte[] buffer() {
    return buffer;
  }

  /** The position in {@link #buffer}. */
  int position() {
    return position;
  }

  int uint8(int at) {
    return buffer[position + at] & 0xff;
  }

  int uint16(int at) {
    return littleEndian ? uint8(at) | uint8(at + 1) << 8 : uint8(at) << 8 | uint8(at + 1);
  }

  int int32(int at) {
    // By bytes: the first use of a VarHandle costs more of a short run than it gains in a long one.
    int i = position + at;
    return littleEndian
        ? buffer[i] & 0xff
            | (buffer[i + 1] & 0xff) << 8
            | (buffer[i + 2] & 0xff) << 16
            | buffer[i + 3] << 24
        : buffer[i] << 24
            | (buffer[i + 1] & 0xff) << 16
            | (buffer[i + 2] & 0xff) << 8
            | buffer[i + 3] & 0xff;
  }

  long uint32(int at) {
    return int32(at) & 0xffff_ffffL;
  }

  long int64(int at) {
    return littleEndian ? uint32(at + 4) << 32 | uint32(at) : uint32(at) << 32 | uint32(at + 4);
  }
}
