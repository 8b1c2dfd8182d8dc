package dev.shakedown.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what was found in a capture with what is expected of it. */
final class Comparison {
  /** What is always asked of a connection, and what a new expectation holds. */
  static final List<String> FIELDS = List.of("outcome", "stage", "stoppedBy", FieldPath.CODE);

  private final Expectation expectation;
  private final Observation observation;
  private final String file;
  private final Map<FlowKey, ObservedFlow> seen = new LinkedHashMap<>();
  private final List<Difference> differences = new ArrayList<>();
  private final Map<String, List<Score>> scores = new LinkedHashMap<>();
  private final List<ObservedFlow> unexpected = new ArrayList<>();

  private Comparison(Expectation expectation, Observation observation, String file) {
    this.expectation = expectation;
    this.observation = observation;
    this.file = file;
    observation.flows().forEach(f -> seen.put(f.key().undirected(), f));
  }

  /**
   * Compares.
   *
   * @param file what differences call the expectation
   */
  static Comparison of(Expectation expectation, Observation observation, String file) {
    Comparison comparison = new Comparison(expectation, observation, file);
    comparison.compare();
    return comparison;
  }

  /** The differences, in order of the expectation, then of the connections nobody expects. */
  List<Difference> differences() {
    return differences;
  }

  /** By expected connection, in order. */
  Map<String, List<Score>> scores() {
    return scores;
  }

  /** The connections that no section is about, or that are not as all others must be. */
  List<ObservedFlow> unexpected() {
    return unexpected;
  }

  /** The connection a section is about. */
  Optional<ObservedFlow> seen(Section section) {
    return section.flow().map(k -> seen.get(k.undirected()));
  }

  /** The fields to be looked at. */
  static Map<String, FieldPath> fieldsOfFlows(Expectation expectation) {
    Map<String, FieldPath> fields = new HashMap<>();
    FIELDS.forEach(f -> fields.put(f, FieldPath.parse(f).orElseThrow()));
    expectation.flows().forEach(s -> s.claims().forEach(c -> fields.put(c.field(), c.path())));
    expectation.others().ifPresent(s -> s.claims().forEach(c -> fields.put(c.field(), c.path())));
    return fields;
  }

  static Map<String, FieldPath> fieldsOfCapture(Expectation expectation) {
    Map<String, FieldPath> fields = new HashMap<>();
    fields.put(Renewal.PROBLEM, FieldPath.parse(Renewal.PROBLEM).orElseThrow());
    expectation.capture().ifPresent(s -> s.claims().forEach(c -> fields.put(c.field(), c.path())));
    return fields;
  }

  private void compare() {
    expectation.unreadable().ifPresent(this::readable);
    expectation.capture().ifPresent(s -> s.claims().forEach(this::ofCapture));
    if (observation.notCompared() > 0) {
      String found = Long.toString(observation.notCompared());
      differences.add(
          new Difference(
              Optional.empty(), 0, List.of(), List.of(), "notCompared", "0", found, file, 0));
    }
    Set<FlowKey> expected = new HashSet<>();
    for (Section section : expectation.flows()) {
      section.flow().ifPresent(k -> expected.add(k.undirected()));
      flow(section);
    }
    for (ObservedFlow flow : observation.flows()) {
      if (!expected.contains(flow.key().undirected())) {
        other(flow);
      }
    }
  }

  private void readable(Claim claim) {
    String found = Answers.print(claim.field(), List.of());
    differences.add(ofCapture(claim, claim.answers().text(), found));
  }

  private void ofCapture(Claim claim) {
    List<Object> values = observation.values().getOrDefault(claim.field(), List.of());
    if (!claim.answers().hold(values)) {
      String found = Answers.print(claim.field(), values);
      differences.add(ofCapture(claim, claim.answers().text(), found));
    }
  }

  private Difference ofCapture(Claim claim, String expected, String found) {
    return new Difference(
        Optional.empty(),
        0,
        List.of(),
        List.of(),
        claim.field(),
        expected,
        found,
        file,
        claim.line());
  }

  private void flow(Section section) {
    FlowKey key = section.flow().orElseThrow();
    Optional<ObservedFlow> flow = seen(section);
    if (flow.isEmpty()) {
      differences.add(
          new Difference(
              Optional.of(key.toString()),
              0,
              List.of(),
              List.of(),
              Difference.FLOW,
              key.toString(),
              Difference.NOTHING,
              file,
              section.line()));
    } else if (!flow.get().key().client().equals(key.client())) {
      differences.add(
          difference(
              flow.get(), "client", key.client(), flow.get().key().client(), section.line()));
    }
    for (Claim claim : section.claims()) {
      claim(claim, key.toString(), flow);
    }
  }

  private void claim(Claim claim, String name, Optional<ObservedFlow> flow) {
    boolean right = flow.isPresent() && claim.answers().hold(flow.get().at(claim.field()));
    String said = flow.map(f -> f.print(claim.field())).orElse(Difference.NOTHING);
    if (FIELDS.contains(claim.field())) {
      String best = claim.answers().best(claim.field()).orElse(said);
      scores
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(new Score(claim.field(), best, said, right));
    }
    if (flow.isPresent() && !right) {
      differences.add(
          difference(flow.get(), claim.field(), claim.answers().text(), said, claim.line()));
    }
  }

  private void other(ObservedFlow flow) {
    int before = differences.size();
    if (expectation.others().isPresent()) {
      expectation
          .others()
          .get()
          .claims()
          .forEach(c -> claim(c, flow.key().toString(), Optional.of(flow)));
    } else {
      List<String> verdict = FIELDS.stream().map(flow::print).toList();
      String found = String.join(" / ", verdict);
      differences.add(difference(flow, Difference.FLOW, Difference.NOTHING, found, 0));
    }
    if (differences.size() > before) {
      unexpected.add(flow);
    }
  }

  private Difference difference(
      ObservedFlow flow, String field, String expected, String found, int line) {
    return new Difference(
        Optional.of(flow.key().toString()),
        flow.id(),
        flow.frames(),
        flow.evidence(),
        field,
        expected,
        found,
        file,
        line);
  }
}
