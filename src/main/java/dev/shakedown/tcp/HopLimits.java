package dev.shakedown.tcp;

import dev.shakedown.tcp.DirectionFacts.HopLimitCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts TTLs or hop limits; nearly always there is only one. */
final class HopLimits {
  private static final int KEPT = 8;
  private static final int REPORTED = 4;

  private int first = -1;
  private long firstCount;
  private List<HopLimitCount> others = List.of();

  void add(int hopLimit) {
    if (first < 0) {
      first = hopLimit;
    }
    if (hopLimit == first) {
      firstCount++;
    } else {
      addOther(hopLimit);
    }
  }

  private void addOther(int hopLimit) {
    if (others.isEmpty()) {
      others = new ArrayList<>(2);
    }
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i).hopLimit() == hopLimit) {
        others.set(i, new HopLimitCount(hopLimit, others.get(i).count() + 1));
        return;
      }
    }
    if (others.size() < KEPT) {
      others.add(new HopLimitCount(hopLimit, 1));
    }
  }

  /** The most frequent first, at most four. */
  List<HopLimitCount> mostFrequent() {
    if (first < 0) {
      return List.of();
    }
    if (others.isEmpty()) {
      return List.of(new HopLimitCount(first, firstCount));
    }
    List<HopLimitCount> all = new ArrayList<>(others);
    all.add(0, new HopLimitCount(first, firstCount));
    all.sort(Comparator.comparingLong(HopLimitCount::count).reversed());
    return all.subList(0, Math.min(REPORTED, all.size()));
  }
}
