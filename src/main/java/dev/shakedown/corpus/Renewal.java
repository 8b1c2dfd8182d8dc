package dev.shakedown.corpus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes expectations: a new one, or an old one in which only what no longer holds is changed.
 * Comments, order, alternatives and fields that somebody added by hand stay.
 */
final class Renewal {
  /** The capture's field that a new expectation holds, where there is one. */
  static final String PROBLEM = "problems[0].code";

  private static final int COLUMN = 11;

  private final List<String> lines;
  private final Map<Integer, String> changed = new TreeMap<>();

  private Renewal(List<String> lines) {
    this.lines = lines;
  }

  /** The expectation of a capture that has none. */
  static String fresh(Observation observation) {
    StringBuilder text = new StringBuilder();
    List<Object> problem = observation.values().getOrDefault(PROBLEM, List.of());
    if (!problem.isEmpty()) {
      text.append("capture\n");
      field(text, PROBLEM, Answers.print(PROBLEM, problem));
    }
    observation.flows().forEach(f -> section(text, f));
    return text.isEmpty() ? "# no TCP connection\n" : text.toString();
  }

  /** The expectation of a file that cannot be read as a capture. */
  static String unreadable(String code) {
    return "unreadable " + code + "\n";
  }

  /** The text of an expectation after a comparison. */
  static String of(Expectation expectation, Observation observation, Comparison comparison) {
    Renewal renewal = new Renewal(expectation.lines());
    expectation.unreadable().ifPresent(c -> renewal.changed.put(c.line(), ""));
    expectation
        .capture()
        .ifPresent(
            s ->
                s.claims()
                    .forEach(
                        c ->
                            renewal.renew(
                                c, observation.values().getOrDefault(c.field(), List.of()))));
    for (Section section : expectation.flows()) {
      comparison
          .seen(section)
          .ifPresentOrElse(f -> renewal.renew(section, f), () -> renewal.remove(section));
    }
    StringBuilder text = renewal.text();
    comparison.unexpected().forEach(f -> section(text, f));
    return text.toString();
  }

  private void renew(Section section, ObservedFlow flow) {
    FlowKey key = section.flow().orElseThrow();
    if (!key.client().equals(flow.key().client())) {
      changed.put(section.line(), "flow " + flow.key());
    }
    section.claims().forEach(c -> renew(c, flow.at(c.field())));
  }

  private void renew(Claim claim, List<Object> values) {
    if (!claim.answers().hold(values)) {
      String line = lines.get(claim.line() - 1).stripTrailing();
      String before = line.substring(0, line.length() - claim.answers().text().length());
      changed.put(claim.line(), before + Answers.print(claim.field(), values));
    }
  }

  private void remove(Section section) {
    for (int line = section.line(); line <= section.lastLine(); line++) {
      changed.put(line, "");
    }
  }

  private StringBuilder text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = changed.getOrDefault(i + 1, lines.get(i));
      if (!line.isEmpty() || lines.get(i).isEmpty()) {
        text.append(line).append('\n');
      }
    }
    return text;
  }

  private static void section(StringBuilder text, ObservedFlow flow) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append("flow ").append(flow.key()).append('\n');
    Comparison.FIELDS.forEach(f -> field(text, f, flow.print(f)));
  }

  private static void field(StringBuilder text, String field, String answer) {
    String padding = " ".repeat(Math.max(1, COLUMN - field.length()));
    text.append("  ").append(field).append(padding).append(answer).append('\n');
  }
}
