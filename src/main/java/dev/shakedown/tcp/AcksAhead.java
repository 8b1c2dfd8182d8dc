package dev.shakedown.tcp;

import dev.shakedown.packet.Segment;

/**
 * Acknowledgments of bytes that stand behind them in the file, or are missing from it. A segment
 * that one of them covers was sent before it (RFC 9293 3.4), so the file has both out of order.
 */
final class AcksAhead {
  private static final int KEPT = 8;

  private final int[] numbers = new int[KEPT];
  private final long[] frames = new long[KEPT];
  private final long[] nanos = new long[KEPT];
  private int size;

  /** Remembers the acknowledgment number of a segment; past a few only the first ones. */
  void add(Segment by) {
    if (size < KEPT) {
      numbers[size] = by.acknowledgment();
      frames[size] = by.frame();
      nanos[size] = by.epochNanos();
      size++;
    }
  }

  /** Notes in the log which of them the segment was sent before; {@code end} is behind its last. */
  void overtaken(Segment segment, int end, FlowLog log) {
    for (int i = 0; i < size; i++) {
      if (numbers[i] - end >= 0) {
        log.overtaken(segment.frame(), frames[i], nanos[i]);
        return;
      }
    }
  }
}
