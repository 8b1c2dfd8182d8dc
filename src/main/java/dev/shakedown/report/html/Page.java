package dev.shakedown.report.html;

import dev.shakedown.report.html.HtmlWriter.CaptureRow;
import gg.jte.Content;
import java.util.List;

/**
 * What the template of the whole page needs.
 *
 * @param version of the program
 * @param style its style
 * @param anonymized whether what it names are pseudonyms
 * @param captures all inputs, those that could not be read too
 * @param moreCaptures how many are not listed
 * @param shared causes that several captures show
 * @param moreShared how many groups are not among them
 * @param sections the sections of the captures
 */
public record Page(
    String version,
    Stylesheet style,
    boolean anonymized,
    List<CaptureRow> captures,
    long moreCaptures,
    List<Cause> shared,
    long moreShared,
    Content sections) {

  /** What the browser calls the page. */
  public String title() {
    return captures.size() == 1 ? captures.get(0).name() : "";
  }
}
