package dev.shakedown.tcp;

/**
 * Capture time as it passes: packets a little out of order do not turn it back, and a few packets
 * with a time far off do not move it. {@link #elapsed} never decreases, whatever the file says.
 */
final class CaptureClock {
  private static final long FAR_AHEAD = 86_400_000_000_000L;
  private static final long FAR_BEHIND = 600_000_000_000L;

  /** After so many packets in a row the far time is taken for the true one. */
  private static final int CONFIRMATIONS = 16;

  private long now;
  private long latest;
  private long elapsed;
  private int astray;
  private boolean started;

  /** Takes the time of the next packet. */
  void advance(long epochNanos) {
    latest = epochNanos;
    if (!started) {
      started = true;
      now = epochNanos;
      return;
    }
    // A difference that overflows has a wrong sign, but such times are far off either way.
    long step = epochNanos - now;
    if (step > FAR_AHEAD || step < -FAR_BEHIND) {
      if (++astray >= CONFIRMATIONS) {
        astray = 0;
        now = epochNanos;
        elapsed += step > 0 ? FAR_AHEAD : 0;
      }
      return;
    }
    astray = 0;
    if (step > 0) {
      now = epochNanos;
      elapsed += step;
    }
  }

  /** The newest credible capture time. */
  long now() {
    return now;
  }

  /** When the capture ends here; where the clock was set back, by the new time. */
  long end() {
    return now - latest > FlowLog.DISORDER_NANOS ? latest : now;
  }

  /** Nanoseconds of capture time since the first packet. */
  long elapsed() {
    return elapsed;
  }
}
