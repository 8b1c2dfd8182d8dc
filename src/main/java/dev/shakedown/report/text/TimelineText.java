package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.TimelineSteps;

/** The timeline alone, for a report that sets all else in another way. */
public final class TimelineText {
  /** As wide as a code block that needs no scrolling. */
  private static final int WIDTH = 110;

  private TimelineText() {}

  /** Its lines, without colour, beginning at the left. */
  public static String of(Catalogue catalogue, Diagnosis diagnosis) {
    Page page = new Page(WIDTH, false);
    long start = diagnosis.facts().flow().startNanos();
    new TimelineTable(page, catalogue, start, new TimelineSteps(catalogue, diagnosis).lines())
        .write();
    return page.text().stripTrailing().stripIndent();
  }
}
