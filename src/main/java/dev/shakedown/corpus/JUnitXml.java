package dev.shakedown.corpus;

import dev.shakedown.report.Catalogue;
import java.util.List;
import java.util.Locale;

/**
 * A check as a test report: a suite, and in it a case for each capture. The form is the one of
 * Maven's Surefire, which Jenkins and GitLab read.
 */
public final class JUnitXml {
  private final TextReport texts;
  private final String suite;
  private final StringBuilder xml = new StringBuilder();

  /**
   * A report.
   *
   * @param suite what the report calls the corpus
   */
  public JUnitXml(Catalogue catalogue, String suite) {
    this.texts = new TextReport(catalogue);
    this.suite = suite;
  }

  /** The document. */
  public String document(List<CaptureVerdict> verdicts) {
    long nanos = verdicts.stream().mapToLong(CaptureVerdict::nanos).sum();
    xml.setLength(0);
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
    attribute("name", suite);
    attribute("time", seconds(nanos));
    attribute("tests", Integer.toString(verdicts.size()));
    attribute("errors", count(verdicts, CaptureVerdict.Status.UNREADABLE));
    attribute("skipped", "0");
    long failures = verdicts.stream().filter(v -> isFailure(v.status())).count();
    attribute("failures", Long.toString(failures));
    xml.append(">\n");
    verdicts.forEach(this::testCase);
    return xml.append("</testsuite>\n").toString();
  }

  private static String count(List<CaptureVerdict> verdicts, CaptureVerdict.Status status) {
    return Long.toString(verdicts.stream().filter(v -> v.status() == status).count());
  }

  private static boolean isFailure(CaptureVerdict.Status status) {
    return status != CaptureVerdict.Status.AS_EXPECTED
        && status != CaptureVerdict.Status.UNREADABLE;
  }

  private void testCase(CaptureVerdict verdict) {
    xml.append("  <testcase");
    attribute("name", verdict.name());
    attribute("classname", suite);
    attribute("time", seconds(verdict.nanos()));
    if (verdict.status() == CaptureVerdict.Status.AS_EXPECTED) {
      xml.append("/>\n");
      return;
    }
    String element = isFailure(verdict.status()) ? "failure" : "error";
    xml.append(">\n    <").append(element);
    attribute("message", texts.status(verdict));
    attribute("type", verdict.status().id());
    xml.append('>');
    escape(texts.differences(verdict));
    xml.append("</").append(element).append(">\n  </testcase>\n");
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }

  private void attribute(String name, String value) {
    xml.append(' ').append(name).append("=\"");
    escape(value);
    xml.append('"');
  }

  /** Characters that XML 1.0 cannot hold at all become a question mark. */
  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\n' -> xml.append('\n');
                default -> xml.appendCodePoint(isAllowed(c) ? c : '?');
              }
            });
  }

  private static boolean isAllowed(int c) {
    return c == '\t' || c >= 0x20 && c < 0xd800 || c >= 0xe000 && c < 0xfffe || c > 0xffff;
  }
}
