package dev.shakedown.report;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.groups.Group;
import dev.shakedown.diagnosis.groups.Groups;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the connections of one capture and gathers those that have something in common. */
public final class CaptureTotals {
  /** Most serious first, then the largest, then that of the earliest connection. */
  static final Comparator<Group> ORDER = CaptureTotals::compare;

  private final String capture;
  private final RunGroups run;
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Map<String, Long> findings = new TreeMap<>();
  private final Groups gathered = new Groups(Limits.DEFAULT);
  private List<Group> groups;
  private long connections;

  /** Nothing counted yet, of a capture that is a part of {@code run}. */
  CaptureTotals(String capture, RunGroups run) {
    this.capture = capture;
    this.run = run;
  }

  /** Nothing, for what cannot be read or has not begun. */
  public static CaptureTotals none() {
    return new RunGroups().begin("");
  }

  /** Counts a connection in. */
  public void add(Diagnosis diagnosis) {
    connections++;
    outcomes.merge(diagnosis.outcome(), 1L, Long::sum);
    for (Finding finding : diagnosis.findings()) {
      findings.merge(finding.code(), 1L, Long::sum);
    }
    gathered.add(capture, diagnosis);
    run.add(diagnosis);
  }

  /** What was gathered, to go on with. */
  Groups copyOfGroups() {
    return gathered.copy();
  }

  /** By hand: a comparator joined at run time takes every start some milliseconds. */
  private static int compare(Group one, Group other) {
    int order = seriousness(one).compareTo(seriousness(other));
    order = order != 0 ? order : Long.compare(other.count(), one.count());
    order = order != 0 ? order : Long.compare(one.firstNanos(), other.firstNanos());
    order = order != 0 ? order : Integer.compare(one.firstFlow(), other.firstFlow());
    return order != 0 ? order : one.kind().compareTo(other.kind());
  }

  private static Seriousness seriousness(Group group) {
    return Seriousness.of(Seriousness.mostSerious(group));
  }

  /** How many connections there are. */
  public long connections() {
    return connections;
  }

  /** How many came out so. */
  public long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** How many connections have each finding; codes without any are absent, in order of the code. */
  public Map<String, Long> findings() {
    return findings;
  }

  /** The groups, most serious first, when all connections were added. */
  public List<Group> groups() {
    if (groups == null) {
      groups = gathered.finish().stream().sorted(ORDER).toList();
    }
    return groups;
  }

  /** Connections with a finding that belong to no group because there are too many groups. */
  public long notGrouped() {
    return gathered.notGrouped();
  }

  /** Connections that were too many to look for monitors, scans and retries among them. */
  public long notCompared() {
    return gathered.notCompared();
  }
}
