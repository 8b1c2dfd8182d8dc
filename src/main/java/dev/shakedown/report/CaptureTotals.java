package dev.shakedown.report;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the connections of one capture and gathers those that failed alike. */
public final class CaptureTotals {
  /** Groups kept apart; what belongs to none of them is only counted. */
  private static final int MAX_GROUPS = 5_000;

  /** Sources of handshakes not attempted that are named. */
  private static final int MAX_SOURCES = 1_000;

  private final Catalogue catalogue;
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Map<String, Long> findings = new TreeMap<>();
  private final Map<String, FailureGroup> groups = new HashMap<>();
  private final Map<IpAddress, Long> probeSources = new HashMap<>();
  private long connections;
  private long ungrouped;

  /** Nothing counted yet; the groups' titles come from {@code catalogue}. */
  public CaptureTotals(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Counts a connection in. */
  public void add(Diagnosis diagnosis) {
    connections++;
    outcomes.merge(diagnosis.outcome(), 1L, Long::sum);
    for (Finding finding : diagnosis.findings()) {
      findings.merge(finding.code(), 1L, Long::sum);
    }
    Endpoint client = diagnosis.facts().flow().client();
    if (diagnosis.outcome() == Outcome.NOT_ATTEMPTED) {
      if (probeSources.size() < MAX_SOURCES || probeSources.containsKey(client.address())) {
        probeSources.merge(client.address(), 1L, Long::sum);
      }
    } else if (!diagnosis.findings().isEmpty()) {
      addToGroup(diagnosis);
    }
  }

  private void addToGroup(Diagnosis diagnosis) {
    Endpoint server = diagnosis.facts().flow().server();
    String key = diagnosis.findings().get(0).code() + " " + server;
    FailureGroup group = groups.get(key);
    if (group == null) {
      if (groups.size() >= MAX_GROUPS) {
        ungrouped++;
        return;
      }
      group = new FailureGroup(diagnosis, catalogue);
      groups.put(key, group);
    }
    group.add(diagnosis);
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

  /** The groups, most serious first, then the largest, then that of the earliest connection. */
  public List<FailureGroup> groups() {
    List<FailureGroup> ordered = new ArrayList<>(groups.values());
    ordered.sort(
        Comparator.comparing((FailureGroup g) -> Seriousness.of(g.outcome()))
            .thenComparing(Comparator.comparingLong(FailureGroup::count).reversed())
            .thenComparing(FailureGroup::firstFlow)
            .thenComparing(FailureGroup::code));
    return ordered;
  }

  /** Connections with a finding that belong to no group because there are too many groups. */
  public long ungrouped() {
    return ungrouped;
  }

  /** Who opened connections without attempting a handshake, most often first. */
  public List<IpAddress> probeSources() {
    return probeSources.entrySet().stream()
        .sorted(
            Map.Entry.<IpAddress, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
