package dev.shakedown.diagnosis.facts;

import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.DirectionFacts.Hole;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the time of a handshake went, from the first SYN to its last step. The round trips of the
 * TCP handshake, as seen where the capture was taken, tell how long the way to either end and back
 * takes; what an answer takes longer is the time of who gives it. Time until a retransmission that
 * was needed, and time spent waiting for a hole to be filled, is the network's.
 *
 * <p>A packet lost before it reached the capture, with nothing behind it, looks like a slow sender.
 *
 * @param totalNanos from the first SYN to the last step
 * @param clientNanos the client's share
 * @param serverNanos the server's share
 * @param networkNanos the network's share
 * @param longest the longest time that one of them took between two steps; empty if none took any
 */
public record Delays(
    long totalNanos,
    long clientNanos,
    long serverNanos,
    long networkNanos,
    Optional<Wait> longest) {
  /** From here on a wait is worth a word: nobody takes a second by intention. */
  public static final long SLOW_NANOS = 1_000_000_000L;

  /**
   * One wait.
   *
   * @param by whose it was: CLIENT, SERVER or NETWORK
   * @param after the frame of the step before it
   * @param until the frame of the step it ended with
   */
  public record Wait(long nanos, Sender by, long after, long until) {}

  /** The longest wait, if it is worth a word. */
  public Optional<Wait> slow() {
    return longest.filter(w -> w.nanos() >= SLOW_NANOS);
  }

  static Delays of(FlowFacts facts) {
    return new Fold(facts).result();
  }

  private static final class Fold {
    private final FlowFacts facts;
    private final List<FlowLog.Entry> entries;
    private final Map<Sender, Long> shares = new EnumMap<>(Sender.class);
    private Optional<Wait> longest = Optional.empty();
    private long total;

    Fold(FlowFacts facts) {
      this.facts = facts;
      this.entries = facts.flow().log().entries();
      int before = -1;
      int last = Math.min(facts.progress().lastStepIndex(), entries.size() - 1);
      for (int i = 0; i <= last; i++) {
        if (isStep(entries.get(i))) {
          if (before >= 0) {
            gap(before, i);
          }
          before = i;
        }
      }
    }

    private static boolean isStep(FlowLog.Entry entry) {
      return entry.event() instanceof TcpEvent.Syn
          || entry.event() instanceof TcpEvent.Established
          || entry.event() instanceof PlaintextEvent
          || entry.event() instanceof TlsEvent.Handshake
          || entry.event() instanceof TlsEvent.ChangeCipherSpec
          || entry.event() instanceof TlsEvent.ProtectedRecord
          || entry.event() instanceof TlsEvent.Alert;
    }

    private void gap(int beforeIndex, int index) {
      FlowLog.Entry before = entries.get(beforeIndex);
      FlowLog.Entry step = entries.get(index);
      long nanos = Math.max(0, step.epochNanos() - before.epochNanos());
      total += nanos;
      boolean opening =
          step.event() instanceof TcpEvent.Syn || step.event() instanceof TcpEvent.Established;
      long network = opening ? nanos : Math.min(nanos, onTheWay(before, step, beforeIndex, index));
      share(Sender.NETWORK, network, before, step);
      share(step.from(), nanos - network, before, step);
    }

    /** The network's share: lost packets, and the way there and back. */
    private long onTheWay(FlowLog.Entry before, FlowLog.Entry step, int beforeIndex, int index) {
      long since = before.epochNanos();
      for (int i = beforeIndex + 1; i < index; i++) {
        FlowLog.Entry between = entries.get(i);
        if (between.event() instanceof TcpEvent.Retransmission && between.from() != step.from()) {
          since = Math.max(since, between.epochNanos());
        }
      }
      long network = since - before.epochNanos();
      if (before.from() != step.from()) {
        long roundTrip =
            step.from() == Sender.SERVER ? facts.flow().synRttNanos() : facts.flow().ackRttNanos();
        network += Math.max(0, roundTrip);
      }
      for (Hole hole : facts.flow().facts(step.from()).holes()) {
        long from = Math.max(hole.sinceNanos(), since);
        network += Math.max(0, Math.min(hole.untilNanos(), step.epochNanos()) - from);
      }
      return network;
    }

    private void share(Sender by, long nanos, FlowLog.Entry before, FlowLog.Entry step) {
      shares.merge(by, nanos, Long::sum);
      if (nanos > longest.map(Wait::nanos).orElse(0L)) {
        longest = Optional.of(new Wait(nanos, by, before.frame(), step.frame()));
      }
    }

    Delays result() {
      return new Delays(
          total,
          shares.getOrDefault(Sender.CLIENT, 0L),
          shares.getOrDefault(Sender.SERVER, 0L),
          shares.getOrDefault(Sender.NETWORK, 0L),
          longest);
    }
  }
}
