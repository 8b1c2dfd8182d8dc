package dev.shakedown.corpus;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.markdown.Markdown;
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
        text.append(Markdown.text(texts.status(verdict))).append('\n');
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

  /** A text as code, in a table too: there a bar would end the cell. */
  static String code(String text) {
    return Markdown.code(text).replace("|", "\\|");
  }
}
