package dev.shakedown.tcp;

import dev.shakedown.bytes.BigEndian;
import dev.shakedown.packet.Segment;

/**
 * The options of one segment (RFC 9293 3.2, RFC 7323, RFC 2018); a reusable view, so that reading
 * them allocates nothing. What follows a malformed option is not read.
 */
final class TcpOptions {
  private static final int END = 0;
  private static final int NO_OPERATION = 1;
  private static final int MSS = 2;
  private static final int WINDOW_SCALE = 3;
  private static final int SACK_PERMITTED = 4;
  private static final int SACK = 5;
  private static final int TIMESTAMPS = 8;

  /** What most segments have: two no-operations before the timestamps (RFC 7323 appendix A). */
  private static final int USUAL = 0x0101080a;

  private static final int USUAL_SIZE = 12;

  private static final int MAX_BLOCKS = 4;

  private final int[] left = new int[MAX_BLOCKS];
  private final int[] right = new int[MAX_BLOCKS];
  private int blocks;
  private int mss;
  private int windowScale;
  private boolean sackPermitted;
  private boolean timestamps;
  private int timestamp;

  /** Reads the options of {@code segment}. */
  TcpOptions read(Segment segment) {
    mss = -1;
    windowScale = -1;
    sackPermitted = false;
    timestamps = false;
    blocks = 0;
    byte[] buffer = segment.buffer();
    int at = segment.optionsOffset();
    int end = at + segment.optionsSize();
    if (end - at == USUAL_SIZE && (int) BigEndian.uint32(buffer, at) == USUAL) {
      timestamps = true;
      timestamp = (int) BigEndian.uint32(buffer, at + 4);
      return this;
    }
    while (at < end && buffer[at] != END) {
      if (buffer[at] == NO_OPERATION) {
        at++;
        continue;
      }
      int length = at + 1 < end ? buffer[at + 1] & 0xff : 0;
      if (length < 2 || length > end - at) {
        return this;
      }
      option(buffer, at, length);
      at += length;
    }
    return this;
  }

  private void option(byte[] buffer, int at, int length) {
    switch (buffer[at]) {
      case MSS -> mss = length == 4 ? (int) (BigEndian.uint32(buffer, at) & 0xffff) : mss;
      case WINDOW_SCALE -> windowScale = length == 3 ? buffer[at + 2] & 0xff : windowScale;
      case SACK_PERMITTED -> sackPermitted = true;
      case TIMESTAMPS -> {
        timestamps = length == 10;
        timestamp = timestamps ? (int) BigEndian.uint32(buffer, at + 2) : 0;
      }
      case SACK -> {
        for (int o = 2; o + 8 <= length && blocks < MAX_BLOCKS; o += 8) {
          left[blocks] = (int) BigEndian.uint32(buffer, at + o);
          right[blocks++] = (int) BigEndian.uint32(buffer, at + o + 4);
        }
      }
      default -> {
        // no other option matters here
      }
    }
  }

  /** Maximum segment size, bytes; -1 if absent. */
  int mss() {
    return mss;
  }

  /** Shift count; -1 if absent. */
  int windowScale() {
    return windowScale;
  }

  boolean sackPermitted() {
    return sackPermitted;
  }

  boolean timestamps() {
    return timestamps;
  }

  /** TSval (RFC 7323 3.2); meaningful only with {@link #timestamps}. */
  int timestamp() {
    return timestamp;
  }

  /** How many SACK blocks, 0..4. */
  int sackBlocks() {
    return blocks;
  }

  int sackLeft(int block) {
    return left[block];
  }

  int sackRight(int block) {
    return right[block];
  }
}
