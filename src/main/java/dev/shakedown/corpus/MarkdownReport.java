package dev.shakedown.corpus;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Printable;
import java.util.List;

/** A check as Markdown, for the summary of a pipeline or a comment on a pull request. */
public final class MarkdownReport {
  private final Catalogue catalogue;
  private final TextReport texts;

  public MarkdownReport(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.texts = new TextReport(catalogue);
  }

  /** The document. */
  public String document(List<CaptureVerdict> verdicts, Metrics metrics) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(catalogue.text("corpus.title")).append("\n\n");
    text.append(texts.totals(verdicts)).append('\n');
    for (CaptureVerdict verdict : verdicts) {
      if (verdict.status() != CaptureVerdict.Status.AS_EXPECTED) {
        text.append("\n## ").append(code(verdict.name())).append("\n\n");
        text.append(escape(texts.status(verdict))).append('\n');
        if (!verdict.differences().isEmpty()) {
          differences(text, verdict.differences());
        }
      }
    }
    MetricsReport report = new MetricsReport(catalogue);
    return text.append(report.verdicts(metrics)).append(report.slowest(metrics)).toString();
  }

  private void differences(StringBuilder text, List<Difference> differences) {
    text.append("\n| ").append(catalogue.text("corpus.columns")).append(" |\n");
    text.append("| --- | --- | --- | --- | --- |\n");
    for (Difference difference : differences) {
      String frames =
          difference.frames().isEmpty()
              ? ""
              : difference.frames().get(0) + "–" + difference.frames().get(1);
      String flow = difference.flow().map(MarkdownReport::code).orElse("");
      text.append("| ").append(flow).append(" | ").append(frames);
      text.append(" | ").append(code(difference.field()));
      text.append(" | ").append(value(difference.expected()));
      text.append(" | ").append(value(difference.found())).append(" |\n");
    }
  }

  private String value(String value) {
    return value.isEmpty() ? catalogue.text("corpus.nothing") : code(value);
  }

  /** A text that nothing in it can turn into markup, also within a table. */
  static String code(String text) {
    String shown = Printable.of(text);
    return shown.isBlank() || shown.indexOf('`') >= 0 || shown.indexOf('|') >= 0
        ? "<code>" + escape(text) + "</code>"
        : "`" + shown + "`";
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    Printable.of(text)
        .codePoints()
        .forEach(
            c -> {
              if ("<>&\"'|`*_[]\\#!~".indexOf(c) >= 0) {
                escaped.append("&#").append(c).append(';');
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
