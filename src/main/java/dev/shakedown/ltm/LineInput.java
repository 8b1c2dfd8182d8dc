package dev.shakedown.ltm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Splits bytes into lines of bounded length. A log is as hostile as a capture: whoever chose a host
 * name or a certificate's subject has a hand in it, so control characters and those that turn the
 * reading direction are replaced here, before anything prints them.
 */
final class LineInput {
  /** Bytes of a line that are looked at; syslog itself sends no more than a few kilobytes. */
  static final int MAX_LINE_BYTES = 4096;

  /** A line that does not end within so much is no line: a device, or zeros well compressed. */
  static final int MAX_SKIPPED_BYTES = 64 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] line = new byte[MAX_LINE_BYTES];
  private int filled;
  private int next;
  private long number;
  private long cut;
  private boolean endless;

  LineInput(InputStream in) {
    this.in = in;
  }

  /** The next line; empty at the end. What exceeds the bound is passed over. */
  Optional<String> next() throws IOException {
    int length = 0;
    int skipped = 0;
    boolean any = false;
    while (!endless) {
      if (next == filled) {
        filled = Math.max(0, in.read(buffer, 0, buffer.length));
        next = 0;
        if (filled == 0) {
          break;
        }
      }
      any = true;
      byte b = buffer[next++];
      if (b == '\n') {
        break;
      }
      if (length < MAX_LINE_BYTES) {
        line[length++] = b;
      } else {
        endless = ++skipped == MAX_SKIPPED_BYTES;
      }
    }
    if (!any || endless) {
      return Optional.empty();
    }
    number++;
    cut += skipped > 0 ? 1 : 0;
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return Optional.of(harmless(new String(line, 0, end, StandardCharsets.UTF_8)));
  }

  private static String harmless(String text) {
    StringBuilder changed = null;
    for (int i = 0; i < text.length(); i++) {
      int type = Character.getType(text.charAt(i));
      boolean bad =
          type == Character.CONTROL
              || type == Character.FORMAT
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR;
      if (bad) {
        changed = changed == null ? new StringBuilder(text) : changed;
        changed.setCharAt(i, '\ufffd');
      }
    }
    return changed == null ? text : changed.toString();
  }

  /** The number of the line given last, from 1. */
  long number() {
    return number;
  }

  /** How many lines were longer than what is looked at. */
  long cut() {
    return cut;
  }

  /** Whether a line did not end, so that nothing is read behind it. */
  boolean endless() {
    return endless;
  }
}
