package dev.shakedown.diagnosis.groups;

import java.util.Arrays;
import java.util.OptionalLong;

/** Whether things happen at a steady period, as a timer makes them. */
final class Rhythm {
  /** Fewer show no rhythm: two intervals can be compared, one cannot. */
  static final int MIN_BEATS = 3;

  /** Timers and scheduling are late by this much, nanoseconds. */
  private static final long LATENESS_NANOS = 20_000_000L;

  private Rhythm() {}

  /** From so many intervals on, chance makes no rhythm even where it is kept loosely. */
  private static final int MANY = 5;

  /**
   * The period of steady beats, nanoseconds: the median interval. Of few intervals all must differ
   * from it by no more than a fiftieth or by a timer's lateness; of five and more, four of five by
   * at most a tenth, so that a probe that was lost or delayed does not disturb a long series.
   *
   * @param times in ascending order
   */
  static OptionalLong period(long[] times) {
    if (times.length < MIN_BEATS) {
      return OptionalLong.empty();
    }
    long[] intervals = new long[times.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = times[i + 1] - times[i];
    }
    long[] sorted = intervals.clone();
    Arrays.sort(sorted);
    long period = sorted[sorted.length / 2];
    long tolerance =
        Math.max(
            period / (intervals.length < MANY ? 50 : 10), Math.min(LATENESS_NANOS, period / 5));
    long steady = Arrays.stream(intervals).filter(i -> Math.abs(i - period) <= tolerance).count();
    return period > 0 && steady * 5 >= intervals.length * 4L
        ? OptionalLong.of(period)
        : OptionalLong.empty();
  }
}
