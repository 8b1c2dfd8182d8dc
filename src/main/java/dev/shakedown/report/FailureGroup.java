package dev.shakedown.report;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.tcp.Endpoint;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Connections to one server that have the same diagnosis. */
public final class FailureGroup {
  /** Connections named; more are counted only. */
  private static final int MAX_FLOWS = 1_000;

  /** Clients told apart. */
  private static final int MAX_CLIENTS = 1_000;

  private final Endpoint server;
  private final String code;
  private final String title;
  private final TreeSet<Integer> flows = new TreeSet<>();
  private final Set<String> clients = new HashSet<>();
  private Outcome outcome;
  private long count;

  FailureGroup(Diagnosis first, Catalogue catalogue) {
    Finding finding = first.findings().get(0);
    this.server = first.facts().flow().server();
    this.code = finding.code();
    this.title = new FindingTexts(catalogue, first, finding).title();
    this.outcome = first.outcome();
  }

  void add(Diagnosis diagnosis) {
    count++;
    flows.add(diagnosis.facts().flow().id());
    if (flows.size() > MAX_FLOWS) {
      flows.pollLast();
    }
    if (clients.size() < MAX_CLIENTS) {
      clients.add(diagnosis.facts().flow().client().address().toString());
    }
    if (Seriousness.of(diagnosis.outcome()).compareTo(Seriousness.of(outcome)) < 0) {
      outcome = diagnosis.outcome();
    }
  }

  /** The diagnosis they share. */
  public String code() {
    return code;
  }

  /** The server they share. */
  public Endpoint server() {
    return server;
  }

  /** The most serious outcome among them. */
  public Outcome outcome() {
    return outcome;
  }

  /** How many connections there are. */
  public long count() {
    return count;
  }

  /** Their numbers in ascending order; the lowest 1,000 where there are more. */
  public Set<Integer> flows() {
    return Collections.unmodifiableSet(flows);
  }

  /** The number of clients; 1,000 also stands for more. */
  public int clients() {
    return clients.size();
  }

  int firstFlow() {
    return flows.first();
  }

  /** The title of the first one's finding. */
  public String title() {
    return title;
  }
}
