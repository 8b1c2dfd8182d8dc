package dev.shakedown.report;

import dev.shakedown.diagnosis.Diagnosis;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a report shows of the connections of a capture, most serious first. Connections come in any
 * order and may be very many: no more than a bound are kept, and the others are counted.
 *
 * @param <T> what is kept of a connection
 */
public final class ShownFlows<T> {
  private record Rank(Seriousness seriousness, int flow) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank that) {
      return seriousness != that.seriousness
          ? seriousness.compareTo(that.seriousness)
          : Integer.compare(flow, that.flow);
    }
  }

  private final int limit;
  private final boolean ordinaryToo;
  private final TreeMap<Rank, T> shown = new TreeMap<>();

  /** In which block a connection is shown. */
  private final Map<Integer, Rank> rankOf = new HashMap<>();

  private long notShown;

  /**
   * Shows at most {@code limit}, 0 or more; completed ones without a finding only if {@code
   * ordinaryToo}.
   */
  public ShownFlows(int limit, boolean ordinaryToo) {
    this.limit = limit;
    this.ordinaryToo = ordinaryToo;
  }

  /** Adds a connection; {@code render} is asked only if it is among the shown for now. */
  public void add(Diagnosis diagnosis, Function<Diagnosis, T> render) {
    add(new FlowBlock(List.of(diagnosis), List.of()), b -> render.apply(b.first()));
  }

  /**
   * Adds a connection in its {@link FlowBlock}: both sides of a relayed one are shown once,
   * together.
   */
  public void addBlock(Diagnosis diagnosis, Function<FlowBlock, T> render) {
    FlowBlock block = FlowBlock.of(diagnosis);
    int flow = diagnosis.facts().flow().id();
    Rank before = rankOf.get(flow);
    if (before != null && block.first().facts().flow().id() != flow) {
      return; // it is shown with its client already
    }
    if (before != null && before.flow() == flow) {
      remove(before); // one of its servers came first; its own view has all of them
    }
    add(block, render);
  }

  private void add(FlowBlock block, Function<FlowBlock, T> render) {
    if (block.seriousness() == Seriousness.ORDINARY && !ordinaryToo) {
      return;
    }
    Rank rank = new Rank(block.seriousness(), block.first().facts().flow().id());
    boolean full = shown.size() >= limit;
    if (full) {
      notShown++;
    }
    if (!full || !shown.isEmpty() && rank.compareTo(shown.lastKey()) < 0) {
      shown.put(rank, render.apply(block));
      block.flows().forEach(f -> rankOf.putIfAbsent(f, rank));
    }
    if (shown.size() > limit) {
      remove(shown.lastKey());
    }
  }

  private void remove(Rank rank) {
    shown.remove(rank);
    rankOf.values().removeIf(rank::equals);
  }

  /** Those shown; a view. */
  public Collection<T> mostSeriousFirst() {
    return Collections.unmodifiableCollection(shown.values());
  }

  /** How many there was no room for. */
  public long notShown() {
    return notShown;
  }
}
