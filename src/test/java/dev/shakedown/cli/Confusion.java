package dev.shakedown.cli;

import dev.shakedown.diagnosis.Codes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How verdicts compare with their labels: rates, a line a code, every miss. In Markdown. */
final class Confusion {
  private static final List<String> FIELDS = List.of("outcome", "stage", "stoppedBy", "codes");

  private final List<Labels.Verdict> verdicts;

  Confusion(List<Labels.Verdict> verdicts) {
    this.verdicts = verdicts;
  }

  /** The share of right answers, 0 to 1. */
  double rate(String field) {
    return rate(field, v -> true);
  }

  /** The share of first findings that are right among the connections that do not succeed. */
  double rateOfFirstFindings() {
    return rate("codes", Confusion::isFailing);
  }

  private double rate(String field, Predicate<Labels.Verdict> of) {
    List<Labels.Verdict> chosen = verdicts.stream().filter(of).toList();
    return (double) chosen.stream().filter(v -> v.right(field)).count() / chosen.size();
  }

  private static boolean isFailing(Labels.Verdict verdict) {
    return !verdict.answers("outcome").get(0).equals("completed")
        && !verdict.answers("codes").contains(Labels.NOTHING);
  }

  private static String best(Labels.Verdict verdict) {
    String best = verdict.answers("codes").get(0);
    return best.equals("*") ? verdict.said("codes") : best;
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("| | right | of |\n| --- | ---: | ---: |\n");
    for (String field : List.of("outcome", "stage", "stoppedBy")) {
      rate(text, "`" + field + "`", field, v -> true);
    }
    rate(text, "first finding, connections that fail", "codes", Confusion::isFailing);
    rate(text, "first finding, all connections", "codes", v -> true);
    text.append("\n## By code\n\n");
    text.append("| expected | connections | said | precision | recall | other codes said |\n");
    text.append("| --- | ---: | ---: | ---: | ---: | --- |\n");
    List<String> codes = new ArrayList<>(Codes.ALL);
    codes.add(Labels.NOTHING);
    codes.forEach(c -> code(text, c));
    text.append("\n## Misses\n\n");
    misses(text);
    return text.toString();
  }

  private void rate(StringBuilder text, String name, String field, Predicate<Labels.Verdict> of) {
    text.append(
        "| %s | %s | %d |%n"
            .formatted(name, percent(rate(field, of)), verdicts.stream().filter(of).count()));
  }

  private void code(StringBuilder text, String code) {
    List<Labels.Verdict> labelled = verdicts.stream().filter(v -> best(v).equals(code)).toList();
    List<Labels.Verdict> said =
        verdicts.stream().filter(v -> v.said("codes").equals(code)).toList();
    Map<String, Integer> instead = new TreeMap<>();
    labelled.stream()
        .filter(v -> !v.said("codes").equals(code))
        .map(v -> name(v.said("codes")) + (v.right("codes") ? "" : " (wrong)"))
        .forEach(other -> instead.merge(other, 1, Integer::sum));
    List<String> others =
        instead.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
    text.append(
        "| %s | %d | %d | %s | %s | %s |%n"
            .formatted(
                name(code),
                labelled.size(),
                said.size(),
                share(said),
                share(labelled),
                String.join(", ", others)));
  }

  private static String share(List<Labels.Verdict> verdicts) {
    long right = verdicts.stream().filter(v -> v.right("codes")).count();
    return verdicts.isEmpty() ? "" : percent((double) right / verdicts.size());
  }

  private void misses(StringBuilder text) {
    text.append("| capture | field | said | label |\n| --- | --- | --- | --- |\n");
    for (Labels.Verdict verdict : verdicts) {
      for (String field : FIELDS) {
        if (!verdict.right(field)) {
          text.append(
              "| [%s](../captures/%s) | %s | %s | %s |%n"
                  .formatted(
                      verdict.file(),
                      verdict.file(),
                      field,
                      verdict.said(field),
                      String.join(", ", verdict.answers(field))));
        }
      }
    }
  }

  private static String name(String code) {
    return code.equals(Labels.NOTHING) ? "no finding" : "`" + code + "`";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
