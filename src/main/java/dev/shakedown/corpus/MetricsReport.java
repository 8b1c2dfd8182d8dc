package dev.shakedown.corpus;

import dev.shakedown.report.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Metrics in Markdown. */
public final class MetricsReport {
  private static final int SLOWEST = 10;

  private final Catalogue catalogue;

  public MetricsReport(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A document of its own: the same for the same captures. */
  public String document(Metrics metrics) {
    return "# " + catalogue.text("corpus.metrics") + "\n" + verdicts(metrics);
  }

  /** Rates, codes and coverage: the same for the same captures. */
  public String verdicts(Metrics metrics) {
    StringBuilder text = new StringBuilder();
    heading(text, "corpus.rates");
    text.append("| ").append(catalogue.text("corpus.rates.columns")).append(" |\n");
    text.append("| --- | ---: | ---: |\n");
    for (String field : List.of("outcome", "stage", "stoppedBy")) {
      rate(text, MarkdownReport.code(field), metrics.rate(field));
    }
    rate(text, catalogue.text("corpus.rates.failures"), metrics.firstFindingOfFailures());
    rate(text, catalogue.text("corpus.rates.all"), metrics.rate(FieldPath.CODE));
    heading(text, "corpus.codes");
    text.append(catalogue.text("corpus.codes.explained")).append("\n\n");
    text.append("| ").append(catalogue.text("corpus.codes.columns")).append(" |\n");
    text.append("| --- | ---: | ---: | ---: | ---: | --- |\n");
    metrics.byCode().forEach(c -> code(text, c));
    coverage(text, metrics.coverage());
    return text.toString();
  }

  private void heading(StringBuilder text, String key) {
    text.append("\n## ").append(catalogue.text(key)).append("\n\n");
  }

  private static void rate(StringBuilder text, String name, Metrics.Rate rate) {
    row(text, List.of(name, percent(rate), Long.toString(rate.of())));
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void code(StringBuilder text, Metrics.OfCode code) {
    List<String> others = new ArrayList<>();
    code.others().forEach((name, count) -> others.add(name(name) + " " + count));
    row(
        text,
        List.of(
            name(code.code()),
            Long.toString(code.recall().of()),
            Long.toString(code.precision().of()),
            percent(code.precision()),
            percent(code.recall()),
            String.join(", ", others)));
  }

  private String name(String code) {
    return code.isEmpty() || code.equals("none")
        ? catalogue.text("corpus.codes.none")
        : MarkdownReport.code(code);
  }

  private void coverage(StringBuilder text, Coverage coverage) {
    heading(text, "corpus.coverage");
    text.append("| ").append(catalogue.text("corpus.coverage.columns")).append(" |\n");
    text.append("| --- | ---: | --- |\n");
    long messages = coverage.messages();
    row(text, List.of(catalogue.text("corpus.coverage.messages"), Long.toString(messages), ""));
    long extensions = coverage.extensions();
    row(text, List.of(catalogue.text("corpus.coverage.extensions"), Long.toString(extensions), ""));
    for (Coverage.Kind kind : Coverage.Kind.values()) {
      Map<String, Long> counts = coverage.counts(kind);
      List<String> names = new ArrayList<>();
      counts.forEach((name, count) -> names.add(MarkdownReport.code(name) + " " + count));
      long sum = counts.values().stream().mapToLong(c -> c).sum();
      String what = catalogue.text("corpus.coverage." + kind.id());
      row(text, List.of(what, Long.toString(sum), String.join(", ", names)));
    }
  }

  /** The captures that took longest: not the same twice. */
  public String slowest(Metrics metrics) {
    StringBuilder text = new StringBuilder();
    heading(text, "corpus.slowest");
    text.append("| ").append(catalogue.text("corpus.slowest.columns")).append(" |\n");
    text.append("| --- | ---: |\n");
    for (CaptureEntry capture : metrics.slowest(SLOWEST)) {
      row(text, List.of(MarkdownReport.code(capture.file()), seconds(capture.nanos())));
    }
    row(text, List.of(catalogue.text("corpus.slowest.all"), seconds(metrics.nanos())));
    return text.toString();
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }

  static String percent(Metrics.Rate rate) {
    return rate.of() == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * rate.share());
  }
}
