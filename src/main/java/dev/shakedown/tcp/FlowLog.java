package dev.shakedown.tcp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * What was seen of one connection, from TCP and the protocols above alike, in the order of the
 * packets that completed each event. Facts, timeline and output are folds over it.
 */
public final class FlowLog {
  /**
   * One event.
   *
   * @param frame the frame that completed it, from 1
   * @param epochNanos that frame's capture time
   * @param from who sent it
   */
  public record Entry(long frame, long epochNanos, Sender from, FlowEvent event) {}

  /**
   * Frames that are out of order in a file lie closer together: queues and cores of one host, files
   * merged. A clock that goes back further was set.
   */
  static final long DISORDER_NANOS = 250_000_000L;

  /** The same where a device with several traffic processes wrote the file: each has its buffer. */
  static final long DEVICE_DISORDER_NANOS = 1_000_000_000L;

  /** How many overtaken frames are remembered: a file that has more is shuffled altogether. */
  private static final int MAX_OVERTAKEN = 64;

  /**
   * A frame whose bytes the other side had acknowledged before it in the file: it was sent before.
   *
   * @param frame its number
   * @param by the frame with that acknowledgment
   * @param byNanos that frame's capture time
   */
  private record Overtaken(long frame, long by, long byNanos) {}

  private final List<Entry> entries = new ArrayList<>(4);
  private List<Overtaken> overtaken = List.of();
  private final int limit;
  private int dropped;
  private int heldBytes = 100;

  /** A log of at most {@code limit} events. */
  public FlowLog(int limit) {
    this.limit = limit;
  }

  /** Adds an event; past the limit it is counted only. */
  public void add(long frame, long epochNanos, Sender from, FlowEvent event) {
    if (entries.size() < limit) {
      put(new Entry(frame, epochNanos, from, event));
    } else {
      dropped++;
    }
  }

  /** Adds an event that a bound must not lose, such as the end of the connection. */
  public void addAlways(long frame, long epochNanos, Sender from, FlowEvent event) {
    if (entries.size() < limit + 16) {
      put(new Entry(frame, epochNanos, from, event));
    } else {
      dropped++;
    }
  }

  private void put(Entry entry) {
    entries.add(entry);
    heldBytes += entry.event().heldBytes();
  }

  /**
   * Counts memory that is held for this connection beside its events, such as a partial message.
   *
   * @param bytes negative when it is let go
   */
  public void hold(int bytes) {
    heldBytes += bytes;
  }

  /** Bytes of memory the connection's events take, and what else was counted, estimated. */
  public int heldBytes() {
    return heldBytes;
  }

  /** The events in order; a view. */
  public List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /** How many events were not kept. */
  public int dropped() {
    return dropped;
  }

  /** Says that a frame was sent before another that stands before it in the file. */
  void overtaken(long frame, long by, long byNanos) {
    if (overtaken.isEmpty()) {
      overtaken = new ArrayList<>(2);
    }
    if (overtaken.size() < MAX_OVERTAKEN) {
      overtaken.add(new Overtaken(frame, by, byNanos));
      heldBytes += 40;
    }
  }

  /** Lengthens the last event if {@code event} is the same kind of loss right behind it. */
  boolean extendMissing(Sender from, TcpEvent.Missing event) {
    if (entries.isEmpty()) {
      return false;
    }
    Entry last = entries.get(entries.size() - 1);
    boolean adjacent =
        last.from() == from
            && last.event() instanceof TcpEvent.Missing before
            && before.cut() == event.cut()
            && before.offset() + before.length() == event.offset();
    if (adjacent) {
      TcpEvent.Missing before = (TcpEvent.Missing) last.event();
      TcpEvent whole =
          new TcpEvent.Missing(before.offset(), before.length() + event.length(), event.cut());
      entries.set(entries.size() - 1, new Entry(last.frame(), last.epochNanos(), from, whole));
    }
    return adjacent;
  }

  /**
   * Brings the events into the order in which they happened. That is the order of their frames, as
   * bytes behind a hole are handed out late, but under the frame they came in; and of their times
   * where the file has frames out of order. What the other side had acknowledged comes before that
   * acknowledgment, whatever number and time it bears. Events of one frame keep their order; its
   * FIN comes behind its payload.
   *
   * @param disorderNanos how far apart frames may be out of order; a greater step back is a clock
   *     that was set
   */
  void settle(long disorderNanos) {
    if (!isInOrder()) {
      entries.sort(FlowLog::compare);
    }
    sortByTime(steadyTimes(disorderNanos));
    overtaken.forEach(this::moveBack);
    overtaken = List.of();
  }

  private void moveBack(Overtaken late) {
    Sender from = null;
    List<Entry> moved = new ArrayList<>(2);
    for (Entry entry : entries) {
      if (entry.frame() == late.frame() && isSide(entry.from())) {
        from = entry.from();
        moved.add(entry);
      }
    }
    for (int i = 0; from != null && i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.frame() == late.frame()) {
        return; // it stands before already
      }
      boolean answers =
          entry.from() == from.peer()
              && entry.frame() >= late.by()
              && entry.epochNanos() >= late.byNanos();
      if (answers) {
        entries.removeAll(moved);
        entries.addAll(i, moved);
        return;
      }
    }
  }

  private static boolean isSide(Sender sender) {
    return sender == Sender.CLIENT || sender == Sender.SERVER;
  }

  private boolean isInOrder() {
    for (int i = 1; i < entries.size(); i++) {
      if (compare(entries.get(i - 1), entries.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static int compare(Entry one, Entry other) {
    return one.frame() != other.frame()
        ? Long.compare(one.frame(), other.frame())
        : Boolean.compare(
            one.event() instanceof TcpEvent.Fin, other.event() instanceof TcpEvent.Fin);
  }

  /** The events' times as if the clock had never been set back. */
  private long[] steadyTimes(long disorderNanos) {
    long[] times = new long[entries.size()];
    long latest = Long.MIN_VALUE;
    long setBack = 0;
    for (int i = 0; i < times.length; i++) {
      long time = entries.get(i).epochNanos() + setBack;
      if (i > 0 && latest - time > disorderNanos) {
        setBack += latest - time;
        time = latest;
      }
      times[i] = time;
      latest = Math.max(latest, time);
    }
    return times;
  }

  private void sortByTime(long[] times) {
    boolean inOrder = true;
    for (int i = 1; i < times.length; i++) {
      inOrder &= times[i] >= times[i - 1];
    }
    if (inOrder) {
      return;
    }
    List<Integer> order = new ArrayList<>(times.length);
    for (int i = 0; i < times.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingLong(i -> times[i]));
    List<Entry> sorted = order.stream().map(entries::get).toList();
    entries.clear();
    entries.addAll(sorted);
  }

  /** The same with events of another source among them, each behind what happened by its time. */
  public FlowLog with(List<Entry> others) {
    FlowLog merged = new FlowLog(limit);
    merged.dropped = dropped;
    merged.entries.addAll(entries);
    for (Entry other : others) {
      int at = merged.entries.size();
      while (at > 0 && merged.entries.get(at - 1).epochNanos() > other.epochNanos()) {
        at--;
      }
      merged.entries.add(at, other);
    }
    return merged;
  }

  /** Makes the client the server and the other way round in all events so far. */
  public void swapSides() {
    entries.replaceAll(
        e -> new Entry(e.frame(), e.epochNanos(), swapped(e.from()), swapped(e.event())));
  }

  private static Sender swapped(Sender sender) {
    return switch (sender) {
      case CLIENT, SERVER -> sender.peer();
      case NETWORK, LOG -> sender;
    };
  }

  private static FlowEvent swapped(FlowEvent event) {
    return event instanceof TcpEvent.Icmp icmp
        ? new TcpEvent.Icmp(icmp.error(), swapped(icmp.about()), icmp.offset())
        : event;
  }
}
