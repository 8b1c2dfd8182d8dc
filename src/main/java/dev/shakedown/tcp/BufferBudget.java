package dev.shakedown.tcp;

/** Counts the bytes that all streams together hold behind holes. */
final class BufferBudget {
  private final long limit;
  private long used;
  private long refusals;

  BufferBudget(long limit) {
    this.limit = limit;
  }

  boolean has(int bytes) {
    return used + bytes <= limit;
  }

  void charge(int bytes) {
    used += bytes;
  }

  /** Counts that a hole had to be given up because a bound was reached. */
  void countRefusal() {
    refusals++;
  }

  long refusals() {
    return refusals;
  }

  long used() {
    return used;
  }
}
