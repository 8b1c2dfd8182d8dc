package dev.shakedown.tcp;

import dev.shakedown.tcp.DirectionFacts.UnackedSegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments of one direction that are not acknowledged yet, lowest first. Bounded: if more are
 * under way the lowest are kept. Entries are reused, so a long transfer allocates nothing.
 */
final class OutstandingSegments {
  private static final int MAX = 64;
  private static final int REPORTED = 32;
  private static final int ENTRY_BYTES = 64;

  private static final class Entry {
    private long offset;
    private int length;
    private int packetLength;
    private int transmissions;
    private int checksum;
    private long firstFrame;
    private long lastFrame;
    private boolean sacked;

    /** Its bytes were sent again in segments of another size: which arrived cannot be told. */
    private boolean resegmented;

    private long end() {
      return offset + length;
    }

    private boolean overlaps(long from, long to) {
      return offset < to && from < end();
    }
  }

  private Entry[] entries = new Entry[4];
  private int count;
  private int made;

  /** Behind the highest byte sent; no entry ends later. */
  private long sentEnd;

  /** Bytes of memory it takes. */
  int heldBytes() {
    return 8 * entries.length + ENTRY_BYTES * made;
  }

  /**
   * Notes a transmission.
   *
   * @param checksum of the payload; 0 if it was not computed
   */
  void sent(long offset, int length, int packetLength, int checksum, long frame) {
    int i = count;
    while (i > 0 && entries[i - 1].offset >= offset) {
      i--;
    }
    for (int k = i; k < count && entries[k].offset == offset; k++) {
      if (entries[k].length == length) {
        entries[k].transmissions++;
        entries[k].lastFrame = frame;
        return;
      }
    }
    if (offset < sentEnd) {
      for (int k = 0; k < count; k++) {
        entries[k].resegmented |= entries[k].overlaps(offset, offset + length);
      }
    }
    sentEnd = Math.max(sentEnd, offset + length);
    Entry entry = insert(i);
    if (entry == null) {
      return;
    }
    entry.offset = offset;
    entry.length = length;
    entry.packetLength = packetLength;
    entry.transmissions = 1;
    entry.checksum = checksum;
    entry.firstFrame = frame;
    entry.lastFrame = frame;
    entry.sacked = false;
    entry.resegmented = false;
  }

  private Entry insert(int i) {
    if (count == MAX && i == MAX) {
      return null;
    }
    if (count == entries.length && count < MAX) {
      entries = Arrays.copyOf(entries, Math.min(MAX, count * 2));
    }
    int last = Math.min(count, entries.length - 1);
    Entry spare = entries[last];
    System.arraycopy(entries, i, entries, i + 1, last - i);
    if (spare == null) {
      spare = new Entry();
      made++;
    }
    entries[i] = spare;
    count = last + 1;
    return entries[i];
  }

  /**
   * Drops what is acknowledged.
   *
   * @return the largest packet among it that was sent in one way only, bytes; 0 if none
   */
  int acknowledged(long offset) {
    if (count == 0 || entries[0].offset >= offset) {
      return 0;
    }
    int largest = 0;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      Entry entry = entries[i];
      if (entry.end() > offset) {
        entries[i] = entries[kept];
        entries[kept++] = entry;
      } else if (!entry.resegmented) {
        largest = Math.max(largest, entry.packetLength);
      }
    }
    count = kept;
    return largest;
  }

  /** Marks what the other side reported by SACK. */
  void sacked(long left, long right) {
    for (int i = 0; i < count; i++) {
      entries[i].sacked |= left <= entries[i].offset && entries[i].end() <= right;
    }
  }

  /** The frame that first carried the byte at {@code offset}; 0 if no longer known. */
  long firstFrameOf(long offset) {
    for (int i = 0; i < count; i++) {
      if (entries[i].overlaps(offset, offset + 1)) {
        return entries[i].firstFrame;
      }
    }
    return 0;
  }

  /** Whether the same range is known with another checksum. */
  boolean conflicts(long offset, int length, int checksum) {
    for (int i = 0; i < count; i++) {
      Entry entry = entries[i];
      if (entry.offset == offset && entry.length == length) {
        return checksum != 0 && entry.checksum != 0 && entry.checksum != checksum;
      }
    }
    return false;
  }

  /** Moves all offsets by {@code shift}. */
  void shift(long shift) {
    for (int i = 0; i < count; i++) {
      entries[i].offset += shift;
    }
    sentEnd += shift;
  }

  /** What was never acknowledged, lowest first, at most 32. */
  List<UnackedSegment> unacked() {
    int reported = Math.min(REPORTED, count);
    List<UnackedSegment> result = new ArrayList<>(reported);
    for (int i = 0; i < reported; i++) {
      Entry e = entries[i];
      result.add(
          new UnackedSegment(
              e.offset,
              e.length,
              e.packetLength,
              e.transmissions,
              e.firstFrame,
              e.lastFrame,
              e.sacked));
    }
    return result;
  }
}
