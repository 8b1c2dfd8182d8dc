package dev.shakedown.diagnosis.groups;

import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.Endpoint;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A group while its members are being added. */
final class GroupBuilder {
  /** Members and clients named; more are counted only. */
  private static final int MAX_NAMED = 1_000;

  private final Optional<Finding> finding;
  private final Set<Endpoint> servers = new LinkedHashSet<>();
  private final Set<IpAddress> clients = new LinkedHashSet<>();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Map<String, TreeSet<Integer>> flows = new LinkedHashMap<>();
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private boolean anyFailed;

  GroupBuilder(Optional<Finding> finding) {
    this.finding = finding;
  }

  /** A copy, to be added to. */
  GroupBuilder(GroupBuilder other) {
    this(other.finding);
    servers.addAll(other.servers);
    clients.addAll(other.clients);
    outcomes.putAll(other.outcomes);
    other.flows.forEach((capture, ofCapture) -> flows.put(capture, new TreeSet<>(ofCapture)));
    firstNanos = other.firstNanos;
    lastNanos = other.lastNanos;
    anyFailed = other.anyFailed;
  }

  void add(Attempt attempt) {
    servers.add(attempt.pair().server());
    if (clients.size() < MAX_NAMED) {
      clients.add(attempt.pair().source());
    }
    outcomes.merge(attempt.outcome(), 1L, Long::sum);
    TreeSet<Integer> ofCapture = flows.computeIfAbsent(attempt.capture(), c -> new TreeSet<>());
    if (ofCapture.size() < MAX_NAMED || attempt.flow() < ofCapture.last()) {
      ofCapture.add(attempt.flow());
    }
    if (ofCapture.size() > MAX_NAMED) {
      ofCapture.pollLast();
    }
    firstNanos = Math.min(firstNanos, attempt.startNanos());
    lastNanos = Math.max(lastNanos, attempt.startNanos());
    anyFailed |= attempt.failed();
  }

  boolean anyFailed() {
    return anyFailed;
  }

  Group build(GroupKind kind, OptionalLong periodNanos) {
    Map<String, List<Integer>> named = new LinkedHashMap<>();
    flows.forEach((capture, ofCapture) -> named.put(capture, List.copyOf(ofCapture)));
    return new Group(
        kind,
        finding,
        servers.iterator().next(),
        servers.size(),
        Collections.unmodifiableSet(clients),
        Collections.unmodifiableMap(outcomes),
        Collections.unmodifiableMap(named),
        periodNanos,
        firstNanos,
        lastNanos);
  }
}
