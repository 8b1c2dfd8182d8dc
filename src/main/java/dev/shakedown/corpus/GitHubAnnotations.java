package dev.shakedown.corpus;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Printable;
import java.util.List;

/**
 * Differences as GitHub's workflow commands, which show at the expectation's line in a pull
 * request.
 */
public final class GitHubAnnotations {
  private final TextReport texts;
  private final Catalogue catalogue;
  private final String folder;

  /**
   * Annotations.
   *
   * @param folder of the corpus, as seen from the repository's root
   */
  public GitHubAnnotations(Catalogue catalogue, String folder) {
    this.texts = new TextReport(catalogue);
    this.catalogue = catalogue;
    this.folder = folder;
  }

  /** A line for each difference, and for each capture that could not be compared. */
  public String of(List<CaptureVerdict> verdicts) {
    StringBuilder text = new StringBuilder();
    for (CaptureVerdict verdict : verdicts) {
      if (verdict.status() != CaptureVerdict.Status.AS_EXPECTED) {
        if (verdict.differences().isEmpty()) {
          line(text, verdict.name(), 0, verdict.name(), texts.status(verdict));
        }
        verdict.differences().forEach(d -> difference(text, verdict, d));
      }
    }
    return text.toString();
  }

  private void difference(StringBuilder text, CaptureVerdict verdict, Difference difference) {
    String flow = difference.flow().map(f -> " " + f).orElse("");
    String message =
        catalogue.text(
            "corpus.annotation",
            java.util.Map.of(
                "field", difference.field(),
                "expected", orNothing(difference.expected()),
                "found", orNothing(difference.found())));
    line(text, difference.file(), difference.line(), verdict.name() + flow, message);
  }

  private String orNothing(String value) {
    return value.isEmpty() ? catalogue.text("corpus.nothing") : value;
  }

  private void line(StringBuilder text, String file, int line, String title, String message) {
    text.append("::error file=").append(property(folder.isEmpty() ? file : folder + "/" + file));
    if (line > 0) {
      text.append(",line=").append(line);
    }
    text.append(",title=").append(property(title)).append("::");
    text.append(data(message)).append('\n');
  }

  /** What ends a command or a property of it is written as GitHub decodes it. */
  private static String data(String value) {
    return Printable.of(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String value) {
    return data(value).replace(":", "%3A").replace(",", "%2C");
  }
}
