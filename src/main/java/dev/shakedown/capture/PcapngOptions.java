package dev.shakedown.capture;

import java.nio.charset.StandardCharsets;

/**
 * Walks over the options at the end of a pcapng block (draft-ietf-opsawg-pcapng 3.5): {@link #next}
 * moves to the next one, whose value the other methods read. One object serves all blocks.
 */
final class PcapngOptions {
  static final int COMMENT = 1;
  static final int SHB_HARDWARE = 2;
  static final int SHB_OS = 3;
  static final int SHB_USERAPPL = 4;
  static final int IF_NAME = 2;
  static final int IF_DESCRIPTION = 3;
  static final int IF_TSRESOL = 9;
  static final int IF_FILTER = 11;
  static final int IF_OS = 12;
  static final int IF_FCSLEN = 13;
  static final int IF_TSOFFSET = 14;
  static final int IF_HARDWARE = 15;
  static final int EPB_FLAGS = 2;

  private static final int TEXT_CHARACTERS = 1_024;

  private final InputWindow window;
  private int position;
  private int end;
  private int code;
  private int value;
  private int length;
  private boolean damaged;

  PcapngOptions(InputWindow window) {
    this.window = window;
  }

  /** Begins anew with the options between two indexes of the window. */
  PcapngOptions over(int from, int to) {
    position = from;
    end = to;
    damaged = false;
    return this;
  }

  /** Moves to the next option; false at the end of options. */
  boolean next() {
    if (end - position < 4) {
      damaged |= end != position;
      return false;
    }
    code = window.uint16(position);
    length = window.uint16(position + 2);
    if (code == 0) {
      return false;
    }
    value = position + 4;
    if (length > end - value) {
      damaged = true;
      return false;
    }
    position = Math.min(end, value + (length + 3 & ~3));
    return true;
  }

  /** Whether an option overran the block. */
  boolean isDamaged() {
    return damaged;
  }

  int code() {
    return code;
  }

  int length() {
    return length;
  }

  int uint8() {
    return window.uint8(value);
  }

  long uint32() {
    return window.uint32(value);
  }

  long int64() {
    return window.int64(value);
  }

  /** The value as UTF-8 without trailing NULs, whatever its length. */
  String wholeText() {
    return text(0, Integer.MAX_VALUE);
  }

  /** The value from {@code from} on as UTF-8 without trailing NULs, at most 1,024 characters. */
  String text(int from) {
    return text(from, TEXT_CHARACTERS);
  }

  private String text(int from, int limit) {
    int size = length;
    while (size > from && window.uint8(value + size - 1) == 0) {
      size--;
    }
    String text =
        new String(
            window.buffer(), window.position() + value + from, size - from, StandardCharsets.UTF_8);
    return text.length() <= limit ? text : text.substring(0, limit);
  }
}
