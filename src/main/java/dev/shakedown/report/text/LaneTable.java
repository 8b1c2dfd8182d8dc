package dev.shakedown.report.text;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.LaneTimeline;
import dev.shakedown.report.LaneTimeline.Lane;
import dev.shakedown.report.PairTexts;
import dev.shakedown.report.TimelineLine;
import dev.shakedown.report.TimelineStep;
import java.util.List;

/**
 * The timeline of a relayed connection: client's lane, arrow, relay's lane, arrow, server's lane,
 * gist. Where a page is too narrow for the gist beside the lanes, it stands below.
 */
final class LaneTable {
  private static final int INDENT = 3;
  private static final int FRAME_END = INDENT + 9 + 8;
  private static final int CLIENT = FRAME_END + 3;
  private static final int ARROW_WIDTH = 4;

  /** ClientKeyExchange. */
  private static final int LONGEST_NAME = 17;

  /** Columns of a page that has room for that name in every lane. */
  private static final int WIDE = 112;

  /** Columns below which a gist is better set on a line of its own. */
  private static final int LEAST_GIST = 24;

  private final Page page;
  private final Catalogue catalogue;
  private final List<LaneTimeline.Line> lines;
  private final int clientArrow;
  private final int relay;
  private final int serverArrow;
  private final int server;
  private final int gist;

  LaneTable(Page page, Catalogue catalogue, List<LaneTimeline.Line> lines) {
    this.page = page;
    this.catalogue = catalogue;
    this.lines = lines;
    int widest = page.width() < 100 ? 9 : page.width() < WIDE ? 13 : LONGEST_NAME;
    this.clientArrow = CLIENT + lane(Lane.CLIENT, widest) + 1;
    this.relay = clientArrow + ARROW_WIDTH;
    this.serverArrow = relay + lane(Lane.RELAY, widest) + 1;
    this.server = serverArrow + ARROW_WIDTH;
    int beside = server + lane(Lane.SERVER, widest) + 2;
    this.gist = page.width() - beside < LEAST_GIST ? CLIENT + 2 : beside;
  }

  private int lane(Lane lane, int widest) {
    int width = Math.max(8, DisplayWidth.of(name(lane)));
    for (LaneTimeline.Line line : lines) {
      if (line.from() == lane && line.line() instanceof TimelineStep step) {
        width = Math.max(width, Math.min(widest, DisplayWidth.of(step.label())));
      }
    }
    return width;
  }

  private String name(Lane lane) {
    return new PairTexts(catalogue).lane(lane);
  }

  void write() {
    head();
    long start = lines.isEmpty() ? 0 : lines.get(0).epochNanos();
    for (LaneTimeline.Line line : lines) {
      if (line.line() instanceof TimelineLine.Folded folded) {
        String text = catalogue.text("timeline.folded", "count", folded.count());
        page.to(column(line.from())).add(text, Style.FAINT).end();
      } else if (line.line() instanceof TimelineStep step) {
        step(line, step, start);
      }
    }
  }

  private void head() {
    String frame = catalogue.text("timeline.frame");
    page.to(INDENT).add(catalogue.text("timeline.time"), Style.FAINT);
    page.to(FRAME_END - DisplayWidth.of(frame)).add(frame, Style.FAINT);
    page.to(CLIENT).add(name(Lane.CLIENT), Style.FAINT);
    page.add(" ").add("·".repeat(Math.max(1, relay - page.column() - 1)), Style.FAINT);
    page.to(relay).add(name(Lane.RELAY), Style.FAINT);
    page.add(" ").add("·".repeat(Math.max(1, server - page.column() - 1)), Style.FAINT);
    page.to(server).add(name(Lane.SERVER), Style.FAINT).end();
  }

  private int column(Lane lane) {
    return switch (lane) {
      case CLIENT -> CLIENT;
      case RELAY -> relay;
      case SERVER -> server;
    };
  }

  private void step(LaneTimeline.Line line, TimelineStep step, long start) {
    String frame = step.where();
    page.to(INDENT).add(step.secondsSince(start));
    page.to(FRAME_END - frame.length()).add(frame);
    Style style = step.alarming() ? Style.RED : Style.PLAIN;
    boolean clientSide = line.from() == Lane.CLIENT || line.to() == Lane.CLIENT;
    int arrow = clientSide ? clientArrow : serverArrow;
    if (line.from() == line.to()) {
      page.to(arrow).add("···", Style.CYAN).to(arrow + ARROW_WIDTH).add(step.label(), style);
    } else if (line.from().compareTo(line.to()) < 0) {
      int from = column(line.from());
      page.to(from).add(DisplayWidth.cut(step.label(), arrow - 1 - from), style);
      page.to(arrow).add("──▶", Style.CYAN);
    } else {
      page.to(arrow).add("◀──", Style.CYAN).to(column(line.from())).add(step.label(), style);
    }
    gist(step.gist());
    if (step.decisive()) {
      stopped();
    }
    page.end();
  }

  private void gist(String text) {
    if (text.isEmpty()) {
      return;
    }
    int start = Math.max(gist, page.column() + 2);
    if (page.width() - start < LEAST_GIST && start > gist) {
      page.end();
      start = gist;
    }
    page.to(start).wrapped(text, gist, Style.PLAIN);
  }

  private void stopped() {
    String mark = "◀ " + catalogue.text("timeline.stopped");
    if (page.column() + 3 + DisplayWidth.of(mark) > page.width()) {
      page.end().to(gist);
    } else {
      page.to(Math.max(gist, page.column() + 3));
    }
    page.add(mark, Style.BOLD_RED);
  }
}
