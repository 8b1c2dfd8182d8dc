package dev.shakedown.corpus;

import dev.shakedown.diagnosis.Message;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a check or an acceptance found, for people; in order of the captures. */
public final class TextReport {
  private final Catalogue catalogue;

  public TextReport(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Every capture that is not as expected, and a line of totals. */
  public String check(List<CaptureVerdict> verdicts) {
    StringBuilder text = new StringBuilder();
    for (CaptureVerdict verdict : verdicts) {
      if (verdict.status() != CaptureVerdict.Status.AS_EXPECTED) {
        text.append(Printable.of(verdict.name() + ": " + status(verdict))).append('\n');
        text.append(differences(verdict)).append('\n');
      }
    }
    return text.append(totals(verdicts)).append('\n').toString();
  }

  /** What became of a capture, in a few words. */
  public String status(CaptureVerdict verdict) {
    return catalogue.text(
        "corpus.status." + verdict.status().id(),
        Map.of(
            "count",
            verdict.differences().size(),
            "reason",
            verdict.reason().map(catalogue::text).orElse("")));
  }

  /** The differences of a capture, connection by connection, each with its frames. */
  public String differences(CaptureVerdict verdict) {
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    for (Difference difference : verdict.differences()) {
      StringBuilder section =
          sections.computeIfAbsent(head(difference), h -> new StringBuilder(h).append('\n'));
      difference(section, difference);
    }
    return String.join("", sections.values());
  }

  private String head(Difference difference) {
    String name =
        difference
            .flow()
            .map(
                f ->
                    difference.id() == 0
                        ? catalogue.text("corpus.flow.missing", "flow", f)
                        : catalogue.text(
                            "corpus.flow",
                            Map.of(
                                "flow",
                                f,
                                "id",
                                difference.id(),
                                "first",
                                difference.frames().get(0),
                                "last",
                                difference.frames().get(1))))
            .orElseGet(() -> catalogue.text("corpus.capture"));
    return "  " + Printable.of(name);
  }

  private void difference(StringBuilder text, Difference difference) {
    String where = difference.file() + (difference.line() > 0 ? ":" + difference.line() : "");
    text.append(Printable.of("    " + difference.field() + "  (" + where + ")")).append('\n');
    line(text, "-", "corpus.expected", difference.expected(), "");
    String frames =
        difference.evidence().isEmpty() || !difference.field().equals(FieldPath.CODE)
            ? ""
            : "  " + catalogue.text("corpus.evidence", "frames", difference.evidence());
    line(text, "+", "corpus.found", difference.found(), frames);
  }

  private void line(StringBuilder text, String sign, String key, String value, String frames) {
    String said = value.isEmpty() ? catalogue.text("corpus.nothing") : value;
    text.append("      ").append(sign).append(' ').append(catalogue.text(key)).append("  ");
    text.append(Printable.of(said)).append(frames).append('\n');
  }

  /** How many captures there are of each status. */
  public String totals(List<CaptureVerdict> verdicts) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("captures", verdicts.size());
    for (CaptureVerdict.Status status : CaptureVerdict.Status.values()) {
      counts.put(status.id(), verdicts.stream().filter(v -> v.status() == status).count());
    }
    return catalogue.text("corpus.totals", counts);
  }

  /** The files written, and what could not be accepted. */
  public String accept(List<Acceptance> acceptances) {
    StringBuilder text = new StringBuilder();
    long written = 0;
    long renewed = 0;
    for (Acceptance acceptance : acceptances) {
      acceptance.written().forEach(f -> file(text, "corpus.written", f));
      acceptance.renewed().forEach(f -> file(text, "corpus.renewed", f));
      written += acceptance.written().size();
      renewed += acceptance.renewed().size();
      if (acceptance.missing()) {
        file(text, "corpus.missing", acceptance.name());
      }
      acceptance
          .reason()
          .ifPresent(r -> text.append(Printable.of(refused(acceptance.name(), r))).append('\n'));
    }
    return text.append(
            catalogue.text(
                "corpus.accepted",
                Map.of("captures", acceptances.size(), "written", written, "renewed", renewed)))
        .append('\n')
        .toString();
  }

  private void file(StringBuilder text, String key, String file) {
    text.append(Printable.of(catalogue.text(key, "file", file))).append('\n');
  }

  private String refused(String name, Message reason) {
    return catalogue.text("corpus.refused", Map.of("file", name, "reason", catalogue.text(reason)));
  }
}
