package dev.shakedown.diagnosis.log;

import dev.shakedown.bytes.Limits;
import dev.shakedown.ltm.Incident;
import dev.shakedown.ltm.Incidents;
import dev.shakedown.ltm.LogLine;
import dev.shakedown.ltm.LogMessage;
import dev.shakedown.ltm.Unread;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FinishedFlow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the logs given say, as far as it may concern handshakes. Bounded: of logs that say more, the
 * latest is kept, because a capture is mostly taken when its log is.
 */
public final class LogBook {
  /** Two ends of a connection without an order. */
  record Pair(Endpoint one, Endpoint other) implements Comparable<Pair> {
    Pair {
      if (one.compareTo(other) > 0) {
        Endpoint kept = one;
        one = other;
        other = kept;
      }
    }

    /** So that a map is not slow whose keys somebody made all have one hash. */
    @Override
    public int compareTo(Pair that) {
      int byOne = one.compareTo(that.one);
      return byOne == 0 ? other.compareTo(that.other) : byOne;
    }

    static Optional<Pair> of(Incident incident) {
      return incident.ends().map(Pair::of);
    }

    private static Pair of(LogMessage.Ends ends) {
      return new Pair(ends.first().endpoint(), ends.second().endpoint());
    }

    static Pair of(FinishedFlow flow) {
      return new Pair(flow.client(), flow.server());
    }
  }

  private final int max;
  private final Deque<Incident> incidents = new ArrayDeque<>();
  private final Map<Pair, Integer> named = new HashMap<>();
  private Incidents ofFile = new Incidents(this::keep);
  private long lines;
  private long notKept;
  private Unread unread = Unread.NOTHING;

  /** Nothing read yet. */
  public LogBook(Limits limits) {
    this.max = limits.maxLogIncidents();
  }

  /** Takes the next line of a log. */
  public void add(LogLine line) {
    lines++;
    ofFile.add(line);
  }

  /** A log is over; another may follow. */
  public void endOfFile(Unread ofLog) {
    unread = unread.and(ofLog);
    ofFile.finish();
    ofFile = new Incidents(this::keep);
  }

  private void keep(Incident incident) {
    if (incidents.size() >= max) {
      notKept++;
      Pair.of(incidents.remove())
          .ifPresent(p -> named.computeIfPresent(p, (k, n) -> n > 1 ? n - 1 : null));
    }
    incidents.add(incident);
    Pair.of(incident).ifPresent(p -> named.merge(p, 1, Integer::sum));
  }

  /** Whether it says anything of a connection between these ends, at whatever time. */
  boolean names(FinishedFlow flow) {
    return !named.isEmpty() && named.containsKey(Pair.of(flow));
  }

  /** What it says, in order of the logs. */
  List<Incident> incidents() {
    return new ArrayList<>(incidents);
  }

  /** Whether no log was given. */
  boolean isEmpty() {
    return lines == 0;
  }

  /** How many lines there were. */
  long lines() {
    return lines;
  }

  /** How many failures and states were too many to keep. */
  long notKept() {
    return notKept;
  }

  /** What of the logs was not looked at. */
  Unread unread() {
    return unread;
  }
}
