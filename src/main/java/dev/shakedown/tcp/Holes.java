package dev.shakedown.tcp;

import dev.shakedown.tcp.DirectionFacts.Hole;
import java.util.ArrayList;
import java.util.List;

/** When a stream waited for bytes before those that had come: the first few times. */
final class Holes {
  private static final int KEPT = 8;

  private List<Hole> filled = List.of();
  private boolean open;
  private long sinceNanos;

  /** Looks at the stream after a segment. */
  void after(StreamAssembler stream, long epochNanos) {
    boolean waits = stream.holds() && !stream.undecided();
    if (waits == open) {
      return;
    }
    open = waits;
    if (waits) {
      sinceNanos = epochNanos;
    } else if (filled.size() < KEPT) {
      filled = filled.isEmpty() ? new ArrayList<>(2) : filled;
      filled.add(new Hole(sinceNanos, epochNanos));
    }
  }

  /** Those that were filled, in order. */
  List<Hole> filled() {
    return filled;
  }
}
