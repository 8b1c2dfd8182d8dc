package dev.shakedown.diagnosis.groups;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.tcp.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gathers diagnosed connections, of one capture or of several, in any order. Patterns in time show
 * only at the end, so a few numbers of each connection are kept, up to {@code
 * Limits.maxComparedFlows}; behind that, connections with a finding still join the group of their
 * server and code.
 */
public final class Groups {
  /** Failures kept apart. */
  private static final int MAX_FAILURES = 5_000;

  /** What connections of one group of failures share. */
  record Failure(Endpoint server, String code) implements Comparable<Failure> {
    static Failure of(Attempt attempt) {
      return new Failure(attempt.pair().server(), attempt.likeness().code());
    }

    /** So that a map is not slow whose keys somebody made all have one hash. */
    @Override
    public int compareTo(Failure other) {
      int byServer = server.compareTo(other.server);
      return byServer == 0 ? code.compareTo(other.code) : byServer;
    }

    // Written out, as one is looked up for every connection.

    @Override
    public boolean equals(Object that) {
      return that instanceof Failure other
          && code.equals(other.code)
          && server.equals(other.server);
    }

    @Override
    public int hashCode() {
      return 31 * server.hashCode() + code.hashCode();
    }
  }

  private final int maxCompared;
  private final List<Attempt> attempts = new ArrayList<>();
  private final Map<Failure, Finding> findings = new LinkedHashMap<>();

  /** Of connections that are not among the attempts. */
  private final Map<Failure, GroupBuilder> failures = new LinkedHashMap<>();

  private long notCompared;
  private long notGrouped;
  private long restNotGrouped;

  /** Nothing gathered yet. */
  public Groups(Limits limits) {
    this(limits.maxComparedFlows());
  }

  private Groups(int maxCompared) {
    this.maxCompared = maxCompared;
  }

  /** Takes a connection of a capture. */
  public void add(String capture, Diagnosis diagnosis) {
    Attempt attempt = Attempt.of(capture, diagnosis);
    if (attempt.hasFinding()) {
      Failure failure = Failure.of(attempt);
      if (findings.size() < MAX_FAILURES || findings.containsKey(failure)) {
        findings.putIfAbsent(failure, diagnosis.findings().get(0));
      }
    }
    if (attempts.size() < maxCompared) {
      attempts.add(attempt);
    } else {
      notCompared++;
      notGrouped += addToFailure(attempt, failures) ? 0 : 1;
    }
  }

  /** The same gathered apart, to be added to. */
  public Groups copy() {
    Groups copy = new Groups(maxCompared);
    copy.attempts.addAll(attempts);
    copy.findings.putAll(findings);
    copy.failures.putAll(copyOfFailures());
    copy.notCompared = notCompared;
    copy.notGrouped = notGrouped;
    return copy;
  }

  private Map<Failure, GroupBuilder> copyOfFailures() {
    Map<Failure, GroupBuilder> copy = new LinkedHashMap<>();
    failures.forEach((failure, group) -> copy.put(failure, new GroupBuilder(group)));
    return copy;
  }

  /**
   * Wordless connections that follow no pattern have nothing in common that is worth a line.
   *
   * @return whether there was room for it, if it needs any
   */
  private boolean addToFailure(Attempt attempt, Map<Failure, GroupBuilder> groups) {
    if (!attempt.hasFinding() || attempt.outcome() == Outcome.NOT_ATTEMPTED) {
      return true;
    }
    Failure failure = Failure.of(attempt);
    Finding finding = findings.get(failure);
    if (finding == null) {
      return false;
    }
    groups.computeIfAbsent(failure, f -> new GroupBuilder(Optional.of(finding))).add(attempt);
    return true;
  }

  /** All groups, in no particular order, when all connections were given. */
  public List<Group> finish() {
    List<Group> groups = new ArrayList<>();
    Patterns patterns = Patterns.in(attempts);
    for (Patterns.Found found : patterns.found()) {
      Failure failure = Failure.of(found.members().get(0));
      // connections of a scan came out differently, so that no finding speaks for all
      Optional<Finding> shared =
          found.kind() == GroupKind.SCANNER
              ? Optional.empty()
              : Optional.ofNullable(findings.get(failure));
      GroupBuilder group = new GroupBuilder(shared);
      found.members().forEach(group::add);
      groups.add(group.build(found.kind(), found.periodNanos()));
    }
    Map<Failure, GroupBuilder> all = copyOfFailures();
    restNotGrouped = 0;
    for (Attempt attempt : patterns.rest()) {
      restNotGrouped += addToFailure(attempt, all) ? 0 : 1;
    }
    for (GroupBuilder group : all.values()) {
      GroupKind kind = group.anyFailed() ? GroupKind.FAILURE : GroupKind.REMARK;
      groups.add(group.build(kind, OptionalLong.empty()));
    }
    return groups;
  }

  /** Connections that were too many to look for patterns among them. */
  public long notCompared() {
    return notCompared;
  }

  /** Connections with a finding that are in no group because there are too many groups. */
  public long notGrouped() {
    return notGrouped + restNotGrouped;
  }
}
