package dev.shakedown.tcp;

import dev.shakedown.bytes.BigEndian;
import dev.shakedown.packet.Segment;

/**
 * Tells the second copy of a frame (span port that sees both sides, capture on all interfaces,
 * merged captures) from a retransmission.
 *
 * <p>A copy has the same addresses, ports, numbers, flags, window, options and IPv4 identification;
 * TTL and link layer may differ. A retransmission has a new identification, or, where the sender
 * leaves that 0 (RFC 6864 4.1) or has none (IPv6), comes later than copies do.
 *
 * <p>A table of fixed size in which newer frames displace older ones.
 */
final class RecentFrames {
  private static final int SIZE = 8192;
  private static final long MILLI = 1_000_000L;

  private final long[] signatures = new long[SIZE];
  private final long[] times = new long[SIZE];
  private final int[] marks = new int[SIZE];

  /** Whether {@code segment} is a copy of one seen; remembers it if not. */
  boolean isCopy(Segment segment) {
    long signature = signature(segment);
    int slot = (int) (signature >>> 51);
    int mark = segment.interfaceIndex() << 8 | segment.hopLimit();
    if (signatures[slot] == signature
        && Math.abs(segment.epochNanos() - times[slot]) <= allowance(segment, marks[slot] ^ mark)) {
      return true;
    }
    signatures[slot] = signature;
    times[slot] = segment.epochNanos();
    marks[slot] = mark;
    return false;
  }

  /**
   * How far apart two copies can be, nanoseconds; negative if they cannot be told from two
   * segments. Retransmissions take 200 ms in practice (RFC 6298 would have them wait longer).
   */
  private static long allowance(Segment segment, int difference) {
    boolean otherInterface = difference >>> 8 != 0;
    if (segment.ipId() > 0) {
      return otherInterface ? 2000 * MILLI : 150 * MILLI;
    }
    if (otherInterface) {
      // Clocks of two capturing hosts differ; equal timestamps (RFC 7323) make up for that.
      return segment.optionsSize() >= 10 ? 500 * MILLI : 20 * MILLI;
    }
    if (difference != 0) {
      return 150 * MILLI;
    }
    // Bare ACKs and RSTs are often sent twice at once, each for another segment that came in.
    boolean sentOnce =
        segment.payloadLength() > 0 && !segment.has(Segment.RST)
            || segment.has(Segment.SYN | Segment.FIN);
    return sentOnce ? 5 * MILLI : -1;
  }

  private static long signature(Segment segment) {
    long hash = mix(segment.sourceHigh(), segment.sourceLow());
    hash = mix(hash, segment.destinationHigh());
    hash = mix(hash, segment.destinationLow());
    hash = mix(hash, (long) segment.sourcePort() << 48 | (long) segment.destinationPort() << 32);
    hash = mix(hash, (long) segment.sequence() << 32 | segment.acknowledgment() & 0xffffffffL);
    hash = mix(hash, (long) segment.payloadLength() << 24 | segment.window() << 8);
    hash = mix(hash, (long) segment.ipId() << 8 | segment.flags());
    return mix(hash, options(segment)) | 1; // 0 marks an empty slot
  }

  private static long options(Segment segment) {
    byte[] buffer = segment.buffer();
    int at = segment.optionsOffset();
    int end = at + segment.optionsSize();
    long hash = 0;
    for (; at + Integer.BYTES <= end; at += Integer.BYTES) {
      hash = mix(hash, BigEndian.uint32(buffer, at));
    }
    for (; at < end; at++) { // cut by the snap length
      hash = mix(hash, buffer[at]);
    }
    return hash;
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * 0x9e3779b97f4a7c15L;
    return mixed ^ mixed >>> 29;
  }
}
