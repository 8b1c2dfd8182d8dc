package dev.shakedown.diagnosis.log;

import dev.shakedown.diagnosis.log.LogBook.Pair;
import dev.shakedown.tcp.FinishedFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When the connections lived that the log names. Bounded: of very many the first are known. */
final class Lives {
  /** What a clock of one device and the log's seconds may be apart. */
  static final long TOLERANCE_NANOS = 1_000_000_000L;

  /** The life of a connection. */
  record Life(int flow, long startNanos, long endNanos) {
    /** How far a moment lies outside; 0 if within. */
    long distance(long from, long to) {
      return Math.max(0, Math.max(startNanos - to, from - endNanos));
    }

    /** How far a moment lies from the nearer of beginning and end, where most is logged. */
    long fromBorder(long nanos) {
      return Math.min(Math.abs(nanos - startNanos), Math.abs(nanos - endNanos));
    }
  }

  private final int max;
  private final Map<Pair, List<Life>> lives = new HashMap<>();
  private int count;

  Lives(int max) {
    this.max = max;
  }

  void add(FinishedFlow flow) {
    if (count < max) {
      count++;
      lives
          .computeIfAbsent(Pair.of(flow), p -> new ArrayList<>(2))
          .add(new Life(flow.id(), flow.startNanos(), flow.endNanos()));
    }
  }

  List<Life> of(Pair pair) {
    return lives.getOrDefault(pair, List.of());
  }
}
