package dev.shakedown.diagnosis.groups;

import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.packet.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes out of many connections those that follow a pattern, the most telling pattern first: a
 * monitor's probes of many servers would else pass for a scan, and its probes beside a user's
 * connection for preconnects.
 */
final class Patterns {
  /** A pattern and who follows it. */
  record Found(GroupKind kind, List<Attempt> members, OptionalLong periodNanos) {}

  private static final long SECOND = 1_000_000_000L;

  /** A probe is over within this time, unless it failed: then it may have waited for a timeout. */
  private static final long PROBE_NANOS = 5 * SECOND;

  /** Below this period it is a loop that does work, if it speaks; a monitor is not that eager. */
  private static final long LEAST_PERIOD = SECOND;

  /** A scan does not pause or stay longer. */
  private static final long SCAN_NANOS = 2 * SECOND;

  /** Ports of one host, most of them not open: no client has a use for so many. */
  private static final int SCANNED_PORTS = 10;

  /** Servers that are reached and left without a word; a pool a monitor looks at may have fewer. */
  private static final int SCANNED_SERVERS = 20;

  private static final long BESIDE_NANOS = SECOND;
  private static final long RETRY_NANOS = 2 * SECOND;
  private static final int MAX_RETRIES = 4;

  private final List<Attempt> left;
  private final Set<Attempt> taken = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Found> found = new ArrayList<>();

  private Patterns(List<Attempt> attempts) {
    left = new ArrayList<>(attempts);
    left.sort(Patterns::compare);
  }

  private static int compare(Attempt one, Attempt other) {
    return one.startNanos() != other.startNanos()
        ? Long.compare(one.startNanos(), other.startNanos())
        : Integer.compare(one.flow(), other.flow());
  }

  /** Recognises what patterns there are. */
  static Patterns in(List<Attempt> attempts) {
    Patterns patterns = new Patterns(attempts);
    patterns.monitors();
    patterns.scans();
    patterns.preconnects();
    patterns.retries();
    return patterns;
  }

  List<Found> found() {
    return found;
  }

  /** What follows none, by start. */
  List<Attempt> rest() {
    return left;
  }

  private void monitors() {
    Map<Attempt.Pair, Set<String>> failingNames = failingNames();
    List<List<Attempt>> series = new ArrayList<>();
    for (List<Attempt> samePair : by(Attempt::pair).values()) {
      for (List<Attempt> sameName : by(samePair, a -> a.likeness().serverName()).values()) {
        series.addAll(by(sameName, Attempt::likeness).values());
      }
    }
    series.sort((one, other) -> compare(one.get(0), other.get(0)));
    for (List<Attempt> alike : series) {
      // a monitor asks for one name; one that fails under several has a user
      Attempt first = alike.get(0);
      if (first.failed() && failingNames.get(first.pair()).size() > 1) {
        continue;
      }
      OptionalLong period = Rhythm.period(starts(alike));
      if (period.isPresent() && mayProbe(alike, period.getAsLong())) {
        take(GroupKind.HEALTH_MONITOR, alike, period);
      }
    }
    removeTaken();
  }

  private Map<Attempt.Pair, Set<String>> failingNames() {
    Map<Attempt.Pair, Set<String>> names = new HashMap<>();
    for (Attempt attempt : left) {
      if (attempt.failed()) {
        names
            .computeIfAbsent(attempt.pair(), p -> new HashSet<>(2))
            .add(attempt.likeness().serverName());
      }
    }
    return names;
  }

  private static boolean mayProbe(List<Attempt> alike, long period) {
    Attempt first = alike.get(0);
    if (first.outcome() == Outcome.INDETERMINATE) {
      return false;
    }
    boolean isShort = alike.stream().allMatch(a -> a.endNanos() - a.startNanos() <= PROBE_NANOS);
    return first.outcome() == Outcome.NOT_ATTEMPTED
        ? isShort
        : period >= LEAST_PERIOD * 9 / 10 && (isShort || first.failed()) && !isRetry(alike);
  }

  private void scans() {
    Map<IpAddress, List<Attempt>> bySource = new LinkedHashMap<>();
    for (Attempt attempt : left) {
      if (mayScan(attempt)) {
        bySource.computeIfAbsent(attempt.pair().source(), s -> new ArrayList<>()).add(attempt);
      }
    }
    for (List<Attempt> ofSource : bySource.values()) {
      List<Attempt> run = new ArrayList<>();
      for (Attempt attempt : ofSource) {
        if (!run.isEmpty()
            && attempt.startNanos() - run.get(run.size() - 1).startNanos() > SCAN_NANOS) {
          scan(run);
          run = new ArrayList<>();
        }
        run.add(attempt);
      }
      scan(run);
    }
    removeTaken();
  }

  private static boolean mayScan(Attempt attempt) {
    return attempt.likeness().clientBytes() == 0
        && (attempt.outcome() == Outcome.NO_CONNECTION
            || (attempt.outcome() == Outcome.NOT_ATTEMPTED || attempt.failed())
                && attempt.endNanos() - attempt.startNanos() <= SCAN_NANOS);
  }

  /**
   * Takes one host's ports, or many servers. The latter only if most of them were reached: where
   * none is, the network may be down, and that is a failure to report server by server.
   */
  private void scan(List<Attempt> run) {
    Map<IpAddress, List<Attempt>> byHost = new LinkedHashMap<>();
    for (Attempt attempt : run) {
      byHost
          .computeIfAbsent(attempt.pair().server().address(), h -> new ArrayList<>())
          .add(attempt);
    }
    long reached = run.stream().filter(a -> a.outcome() == Outcome.NOT_ATTEMPTED).count();
    if (targets(run) >= SCANNED_SERVERS && byHost.size() > 1 && reached * 2 >= run.size()) {
      take(GroupKind.SCANNER, run, OptionalLong.empty());
      return;
    }
    for (List<Attempt> ports : byHost.values()) {
      long closed = ports.stream().filter(a -> a.outcome() == Outcome.NO_CONNECTION).count();
      int targets = targets(ports);
      if (targets >= SCANNED_SERVERS || targets >= SCANNED_PORTS && closed * 2 >= ports.size()) {
        take(GroupKind.SCANNER, ports, OptionalLong.empty());
      }
    }
  }

  private static int targets(List<Attempt> run) {
    return (int) run.stream().map(a -> a.pair().server()).distinct().count();
  }

  private void preconnects() {
    for (List<Attempt> together : by(Attempt::pair).values()) {
      List<Attempt> unused = new ArrayList<>();
      Attempt speaking = null;
      List<Attempt> waiting = new ArrayList<>();
      for (Attempt attempt : together) {
        if (attempt.greeted()) {
          waiting.stream().filter(w -> beside(w, attempt)).forEach(unused::add);
          waiting.clear();
          speaking = attempt;
        } else if (attempt.outcome() == Outcome.NOT_ATTEMPTED) {
          if (speaking != null && beside(speaking, attempt)) {
            unused.add(attempt);
          } else {
            waiting.add(attempt);
          }
        }
      }
      if (!unused.isEmpty()) {
        take(GroupKind.PRECONNECT, unused, OptionalLong.empty());
      }
    }
    removeTaken();
  }

  private static boolean beside(Attempt one, Attempt next) {
    return next.startNanos() - one.startNanos() <= BESIDE_NANOS;
  }

  /** A failure that has a second client, or came back later, is no single incident. */
  private void retries() {
    for (List<Attempt> alike : by(Groups.Failure::of).values()) {
      if (isRetry(alike)) {
        take(GroupKind.RETRY, alike, OptionalLong.empty());
      }
    }
    removeTaken();
  }

  /** Whether each one began when the one before had failed; parallel connections are no retries. */
  private static boolean isRetry(List<Attempt> alike) {
    if (alike.size() < 2 || alike.size() > MAX_RETRIES) {
      return false;
    }
    Attempt first = alike.get(0);
    for (int i = 1; i < alike.size(); i++) {
      Attempt before = alike.get(i - 1);
      Attempt next = alike.get(i);
      if (!next.pair().equals(first.pair())
          || next.outcome() != first.outcome()
          || !next.likeness().serverName().equals(first.likeness().serverName())
          || next.startNanos() < before.decidedNanos()) {
        return false;
      }
    }
    Attempt last = alike.get(alike.size() - 1);
    return first.failed()
        && first.hasFinding()
        && last.startNanos() - first.decidedNanos() <= RETRY_NANOS;
  }

  private <K> Map<K, List<Attempt>> by(Function<Attempt, K> key) {
    return by(left, key);
  }

  private static <K> Map<K, List<Attempt>> by(List<Attempt> attempts, Function<Attempt, K> key) {
    Map<K, List<Attempt>> map = new LinkedHashMap<>();
    for (Attempt attempt : attempts) {
      map.computeIfAbsent(key.apply(attempt), k -> new ArrayList<>(1)).add(attempt);
    }
    return map;
  }

  private static long[] starts(List<Attempt> attempts) {
    return attempts.stream().mapToLong(Attempt::startNanos).toArray();
  }

  private void take(GroupKind kind, List<Attempt> members, OptionalLong period) {
    found.add(new Found(kind, List.copyOf(members), period));
    taken.addAll(members);
  }

  private void removeTaken() {
    left.removeAll(taken);
    taken.clear();
  }
}
