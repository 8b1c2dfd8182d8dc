package dev.shakedown.extract;

import java.util.Arrays;

/**
 * Where headers of TLS records stand in a stream (RFC 8446 5.1) behind what is kept of it: with
 * them a transfer of any size stays one of records.
 */
final class FarHeaders {
  private static final int SIZE = 5;

  /** Of one direction; a transfer of 4 GiB in the largest records has as many. */
  private static final int MAX_HEADERS = 1 << 18;

  private final int from;
  private long[] starts = new long[16];
  private int count;
  private long position;
  private long bodyLeft;
  private int headerRead;
  private int length;
  private boolean lost;

  /** Keeps headers that end behind {@code from}. */
  FarHeaders(int from) {
    this.from = from;
  }

  /** The next bytes of TLS begin here. */
  void at(long where) {
    position = where;
  }

  /** The next bytes of TLS. */
  void data(byte[] buffer, int offset, int size) {
    int at = offset;
    int end = offset + size;
    while (at < end && !lost) {
      int skipped = (int) Math.min(bodyLeft, end - at);
      bodyLeft -= skipped;
      position += skipped;
      at += skipped;
      if (at < end) {
        header(buffer[at] & 0xff);
        position++;
        at++;
      }
    }
  }

  private void header(int value) {
    switch (headerRead) {
      case 0 -> lost = value < 20 || value > 24;
      case 1 -> lost = value != 3;
      case 3 -> length = value << 8;
      case 4 -> bodyLeft = length | value;
      default -> {}
    }
    headerRead = (headerRead + 1) % SIZE;
    if (headerRead == 0 && position >= from) {
      keep(position - SIZE + 1);
    }
  }

  private void keep(long start) {
    if (count == MAX_HEADERS) {
      lost = true;
      return;
    }
    starts = count == starts.length ? Arrays.copyOf(starts, 2 * count) : starts;
    starts[count++] = start;
  }

  /** Bytes of TLS that nobody has: within a record's body they do no harm. */
  void gap(long size) {
    lost |= headerRead > 0 || size > bodyLeft;
    bodyLeft -= size;
    position += size;
  }

  /** Whether a header stands there. */
  boolean has(long where) {
    if (where < from || count == 0) {
      return false;
    }
    int found = Arrays.binarySearch(starts, 0, count, where);
    int before = found >= 0 ? found : -found - 2;
    return before >= 0 && where - starts[before] < SIZE;
  }
}
