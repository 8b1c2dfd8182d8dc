package dev.shakedown.corpus;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What changed between two stored results of one corpus: the drift between two versions. */
public final class ResultComparison {
  private final Catalogue catalogue;
  private final CorpusResult before;
  private final CorpusResult after;
  private final StringBuilder text = new StringBuilder();
  private boolean differs;

  /** Compares two results, the older one first. */
  public ResultComparison(Catalogue catalogue, CorpusResult before, CorpusResult after) {
    this.catalogue = catalogue;
    this.before = before;
    this.after = after;
    compare();
  }

  /** Whether a verdict, its rating or the coverage changed; time alone does not count. */
  public boolean differs() {
    return differs;
  }

  /** The changes, for people. */
  public String text() {
    return text.toString();
  }

  private void compare() {
    line("corpus.diff.versions", Map.of("old", before.version(), "new", after.version()));
    Map<String, CaptureEntry> old = byFile(before);
    Map<String, CaptureEntry> current = byFile(after);
    for (String file : union(old.keySet(), current.keySet())) {
      if (!current.containsKey(file)) {
        change("corpus.diff.gone", Map.of("file", file));
      } else if (!old.containsKey(file)) {
        change("corpus.diff.added", Map.of("file", file));
      } else {
        captures(old.get(file), current.get(file));
      }
    }
    rates();
    coverage();
    if (!differs) {
      line("corpus.diff.same", Map.of());
    }
    line(
        "corpus.diff.time",
        Map.of(
            "old", MetricsReport.seconds(new Metrics(before).nanos()),
            "new", MetricsReport.seconds(new Metrics(after).nanos())));
  }

  private static Map<String, CaptureEntry> byFile(CorpusResult result) {
    Map<String, CaptureEntry> captures = new TreeMap<>();
    result.captures().forEach(c -> captures.put(c.file(), c));
    return captures;
  }

  private static <T> Set<T> union(Set<T> first, Set<T> second) {
    Set<T> all = new LinkedHashSet<>(first);
    all.addAll(second);
    return all;
  }

  private void captures(CaptureEntry old, CaptureEntry current) {
    if (!old.status().equals(current.status())) {
      change(
          "corpus.diff.status",
          Map.of("file", old.file(), "old", old.status(), "new", current.status()));
    }
    for (String flow : union(old.flows().keySet(), current.flows().keySet())) {
      Map<String, Score> was = byField(old.flows().getOrDefault(flow, List.of()));
      Map<String, Score> is = byField(current.flows().getOrDefault(flow, List.of()));
      List<String> changes = new ArrayList<>();
      for (String field : union(was.keySet(), is.keySet())) {
        String said = print(was.get(field));
        String says = print(is.get(field));
        if (!said.equals(says)) {
          changes.add(field + " " + said + " -> " + says);
        }
      }
      if (!changes.isEmpty()) {
        change(
            "corpus.diff.flow",
            Map.of("file", old.file(), "flow", flow, "changes", String.join("; ", changes)));
      }
    }
  }

  private static Map<String, Score> byField(List<Score> scores) {
    Map<String, Score> fields = new LinkedHashMap<>();
    scores.forEach(s -> fields.put(s.field(), s));
    return fields;
  }

  private String print(Score score) {
    if (score == null || score.said().isEmpty()) {
      return catalogue.text("corpus.nothing");
    }
    return score.right() ? score.said() : score.said() + catalogue.text("corpus.diff.wrong");
  }

  private void rates() {
    Metrics old = new Metrics(before);
    Metrics current = new Metrics(after);
    for (String field : Comparison.FIELDS) {
      rate(field, old.rate(field), current.rate(field));
    }
    Map<String, Metrics.OfCode> codes = new TreeMap<>();
    old.byCode().forEach(c -> codes.put(c.code(), c));
    for (Metrics.OfCode code : current.byCode()) {
      Metrics.OfCode was = codes.get(code.code());
      if (was != null) {
        rate(code.code() + " precision", was.precision(), code.precision());
        rate(code.code() + " recall", was.recall(), code.recall());
      }
    }
  }

  private void rate(String name, Metrics.Rate old, Metrics.Rate current) {
    String was = MetricsReport.percent(old);
    String is = MetricsReport.percent(current);
    if (!was.equals(is)) {
      change("corpus.diff.rate", Map.of("name", name, "old", orNothing(was), "new", orNothing(is)));
    }
  }

  private String orNothing(String value) {
    return value.isEmpty() ? catalogue.text("corpus.nothing") : value;
  }

  private void coverage() {
    Coverage old = new Metrics(before).coverage();
    Coverage current = new Metrics(after).coverage();
    for (Coverage.Kind kind : Coverage.Kind.values()) {
      Map<String, Long> was = old.counts(kind);
      Map<String, Long> is = current.counts(kind);
      for (String name : union(was.keySet(), is.keySet())) {
        long old1 = was.getOrDefault(name, 0L);
        long current1 = is.getOrDefault(name, 0L);
        if (old1 != current1) {
          change(
              "corpus.diff.coverage",
              Map.of(
                  "what", catalogue.text("corpus.coverage." + kind.id()),
                  "name", name,
                  "old", old1,
                  "new", current1));
        }
      }
    }
  }

  private void change(String key, Map<String, Object> arguments) {
    differs = true;
    line(key, arguments);
  }

  private void line(String key, Map<String, Object> arguments) {
    text.append(Printable.of(catalogue.text(key, arguments))).append('\n');
  }
}
