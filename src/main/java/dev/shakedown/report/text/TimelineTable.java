package dev.shakedown.report.text;

import dev.shakedown.report.Catalogue;
import dev.shakedown.tcp.Sender;
import java.util.List;

/** The timeline: client's lane, arrow, server's lane, gist. */
final class TimelineTable {
  /** Lines shown of a timeline; the middle of a longer one is folded. */
  private static final int MAX_LINES = 60;

  private static final int TAIL_LINES = 20;
  private static final int INDENT = 3;
  private static final int FRAME_END = INDENT + 9 + 8;
  private static final int CLIENT = FRAME_END + 3;
  private static final int ARROW_WIDTH = 5;

  private final Page page;
  private final Catalogue catalogue;
  private final long startNanos;
  private final List<TimelineStep> steps;
  private final int arrow;
  private final int gist;

  TimelineTable(Page page, Catalogue catalogue, long startNanos, List<TimelineStep> steps) {
    this.page = page;
    this.catalogue = catalogue;
    this.startNanos = startNanos;
    this.steps = steps;
    int widest = page.width() < 100 ? 13 : 20;
    this.arrow = CLIENT + lane(Sender.CLIENT, widest) + 1;
    this.gist = arrow + ARROW_WIDTH + lane(Sender.SERVER, widest) + 2;
  }

  private int lane(Sender side, int widest) {
    String head = catalogue.text(side == Sender.CLIENT ? "timeline.client" : "timeline.server");
    int width = Math.max(8, DisplayWidth.of(head) + 2);
    for (TimelineStep step : steps) {
      if ((step.from() == Sender.CLIENT) == (side == Sender.CLIENT)) {
        width = Math.max(width, Math.min(widest, DisplayWidth.of(step.label())));
      }
    }
    return width;
  }

  void write() {
    head();
    int decisive = 0;
    for (int i = 0; i < steps.size(); i++) {
      decisive = steps.get(i).decisive() ? i : decisive;
    }
    int folded = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean shown =
          steps.size() <= MAX_LINES
              || i < MAX_LINES - TAIL_LINES
              || i >= steps.size() - TAIL_LINES
              || Math.abs(i - decisive) <= 3;
      if (!shown) {
        folded++;
        continue;
      }
      fold(folded);
      folded = 0;
      line(steps.get(i));
    }
  }

  private void fold(int count) {
    if (count > 0) {
      page.to(CLIENT).add(catalogue.text("timeline.folded", "count", count), Style.FAINT).end();
    }
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
    String frame = Long.toString(step.frame());
    page.to(INDENT).add(seconds(step.epochNanos() - startNanos));
    page.to(FRAME_END - frame.length()).add(frame);
    Style style = step.alarming() ? Style.RED : Style.PLAIN;
    if (step.from() == Sender.CLIENT) {
      page.to(CLIENT).add(step.label(), style).to(arrow).add("──▶", Style.CYAN);
    } else {
      String sign = step.from() == Sender.SERVER ? "◀──" : "···";
      page.to(arrow).add(sign, Style.CYAN).to(arrow + ARROW_WIDTH).add(step.label(), style);
    }
    if (!step.gist().isEmpty()) {
      int start = Math.max(gist, page.column() + 2);
      if (page.width() - start < 24 && start > gist) {
        page.end();
        start = gist;
      }
      page.to(start).wrapped(step.gist(), gist, Style.PLAIN);
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

  /** Seconds with six decimals; the table's first column. */
  private static String seconds(long nanos) {
    String micros = Long.toString(1_000_000 + Math.abs(nanos) / 1000 % 1_000_000);
    return nanos / 1_000_000_000L + "." + micros.substring(1);
  }
}
