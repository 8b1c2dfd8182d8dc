package dev.shakedown.report.text;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FlowBlock;
import dev.shakedown.report.LaneTimeline;
import dev.shakedown.report.TimelineLine;
import dev.shakedown.report.TimelineSteps;
import java.util.List;

/** The timeline alone, for a report that sets all else in another way. */
public final class TimelineText {
  /** As wide as a code block that needs no scrolling. */
  private static final int WIDTH = 110;

  private TimelineText() {}

  /** Its lines, without colour, beginning at the left. */
  public static String of(Catalogue catalogue, FlowBlock block) {
    Page page = new Page(WIDTH, false);
    if (block.isRelayed()) {
      new LaneTable(page, catalogue, LaneTimeline.of(catalogue, block)).write();
    } else {
      long start = block.first().facts().flow().startNanos();
      List<TimelineLine> lines = new TimelineSteps(catalogue, block.first()).lines();
      new TimelineTable(page, catalogue, start, lines).write();
    }
    return page.text().stripTrailing().stripIndent();
  }
}
