package dev.shakedown.tcp;

import dev.shakedown.packet.Segment;
import dev.shakedown.tcp.TcpEvent.Rst.Timestamp;

/**
 * What one end's other segments say of a reset in its name: how its timestamps run, and whether it
 * goes on as if it had sent none.
 */
final class ResetWatch {
  /** How long after a reset packets that were sent before it may still come, nanoseconds. */
  private static final long OVERTAKEN_NANOS = 150_000_000L;

  /** No stack counts its timestamps faster than once a millisecond (RFC 7323 5.4). */
  private static final long TICK_NANOS = 1_000_000L;

  /** Timestamps of one host may differ by so many ticks between its processors. */
  private static final int SLACK_TICKS = 2000;

  private boolean seen;
  private boolean stamped;
  private int lastStamp;
  private long lastStampNanos;
  private boolean reset;
  private long resetOffset;
  private long resetNanos;
  private long aliveFrame;

  /** Takes a segment without RST; {@code end} is the offset behind its last byte. */
  void segment(Segment segment, TcpOptions options, long end) {
    seen = true;
    if (options.timestamps()) {
      stamped = true;
      lastStamp = options.timestamp();
      lastStampNanos = segment.epochNanos();
    }
    boolean before = segment.epochNanos() < resetNanos; // the file is not in order
    if (!reset || aliveFrame > 0 || before || segment.has(Segment.SYN)) {
      return;
    }
    boolean speaks = segment.payloadLength() > 0 || segment.has(Segment.FIN);
    boolean beyond = speaks && end > resetOffset;
    if (beyond || segment.epochNanos() - resetNanos > OVERTAKEN_NANOS) {
      aliveFrame = segment.frame();
    }
  }

  /** Takes the first reset, and says how its timestamp fits those seen. */
  Timestamp reset(Segment segment, TcpOptions options, long offset) {
    if (!reset) {
      reset = true;
      resetOffset = offset;
      resetNanos = segment.epochNanos();
    }
    if (!options.timestamps()) {
      return Timestamp.ABSENT;
    }
    if (!stamped) {
      return seen ? Timestamp.WRONG : Timestamp.FITS; // nothing to compare it with
    }
    int ticks = options.timestamp() - lastStamp; // wraps as the stamps do
    long most = Math.max(0, segment.epochNanos() - lastStampNanos) / TICK_NANOS + SLACK_TICKS;
    return ticks >= -SLACK_TICKS && ticks <= most ? Timestamp.FITS : Timestamp.WRONG;
  }

  /** The first frame that shows this end alive after its reset; 0 if there is none. */
  long aliveFrame() {
    return aliveFrame;
  }
}
