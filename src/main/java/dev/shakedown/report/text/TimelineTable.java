package dev.shakedown.report.text;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.TimelineLine;
import dev.shakedown.report.TimelineStep;
import dev.shakedown.tcp.Sender;
import java.util.List;

/** The timeline: client's lane, arrow, server's lane, gist. */
final class TimelineTable {
  private static final int INDENT = 3;
  private static final int FRAME_END = INDENT + 9 + 8;
  private static final int CLIENT = FRAME_END + 3;
  private static final int ARROW_WIDTH = 5;

  /** Columns left for the gist, at the cost of the lanes. */
  private static final int LEAST_GIST = 24;

  private final Page page;
  private final Catalogue catalogue;
  private final long startNanos;
  private final List<TimelineLine> lines;
  private final int arrow;
  private final int gist;

  TimelineTable(Page page, Catalogue catalogue, long startNanos, List<TimelineLine> lines) {
    this.page = page;
    this.catalogue = catalogue;
    this.startNanos = startNanos;
    this.lines = lines;
    int room = page.width() - CLIENT - ARROW_WIDTH - 3 - LEAST_GIST;
    int widest = Math.max(13, Math.min(20, room / 2));
    this.arrow = CLIENT + lane(Sender.CLIENT, widest) + 1;
    this.gist = arrow + ARROW_WIDTH + lane(Sender.SERVER, widest) + 2;
  }

  private int lane(Sender side, int widest) {
    String head = catalogue.text(side == Sender.CLIENT ? "timeline.client" : "timeline.server");
    int width = Math.max(8, DisplayWidth.of(head) + 2);
    for (TimelineLine line : lines) {
      if (line instanceof TimelineStep step
          && (step.from() == Sender.CLIENT) == (side == Sender.CLIENT)) {
        width = Math.max(width, Math.min(widest, DisplayWidth.of(step.label())));
      }
    }
    return width;
  }

  void write() {
    head();
    for (TimelineLine line : lines) {
      if (line instanceof TimelineLine.Folded folded) {
        fold(folded.count());
      } else if (line instanceof TimelineStep step) {
        line(step);
      }
    }
  }

  private void fold(int count) {
    page.to(CLIENT).add(catalogue.text("timeline.folded", "count", count), Style.FAINT).end();
  }

  private void head() {
    String client = catalogue.text("timeline.client");
    String frame = catalogue.text("timeline.frame");
    page.to(INDENT).add(catalogue.text("timeline.time"), Style.FAINT);
    page.to(FRAME_END - DisplayWidth.of(frame)).add(frame, Style.FAINT);
    page.to(arrow - 3 - DisplayWidth.of(client))
        .add(client + " ······· " + catalogue.text("timeline.server"), Style.FAINT)
        .end();
  }

  private void line(TimelineStep step) {
    String frame = step.where();
    page.to(INDENT).add(step.secondsSince(startNanos));
    page.to(FRAME_END - frame.length()).add(frame);
    Style style = step.alarming() ? Style.RED : Style.PLAIN;
    if (step.from() == Sender.CLIENT) {
      page.to(CLIENT).add(step.label(), style).to(arrow).add("──▶", Style.CYAN);
    } else {
      String sign = step.from() == Sender.SERVER ? "◀──" : "···";
      page.to(arrow).add(sign, Style.CYAN).to(arrow + ARROW_WIDTH).add(step.label(), style);
    }
    if (!step.gist().isEmpty()) {
      // the name of a cipher suite may be wider than the column; it is not broken
      int needed = Math.max(LEAST_GIST, Wrap.widestWord(step.gist()));
      int column = Math.max(CLIENT, Math.min(gist, page.width() - needed));
      int start = Math.max(gist, page.column() + 2);
      if (page.width() - start < needed && start > column) {
        page.end();
        start = column;
      }
      page.to(start).wrapped(step.gist(), column, Style.PLAIN);
    }
    if (step.decisive()) {
      stopped();
    }
    page.end();
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
