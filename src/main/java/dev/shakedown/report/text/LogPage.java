package dev.shakedown.report.text;

import dev.shakedown.diagnosis.log.LogResult;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.ltm.Meaning;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.LogTexts;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A device's log as text: beside a capture what did not find its partner, alone a summary. */
final class LogPage {
  private static final int INDENT = 3;
  private static final int MAX_LINES = 20;
  private static final int MAX_CLIENTS = 5;

  private final Catalogue catalogue;
  private final LogTexts texts;
  private final Page page;

  LogPage(Catalogue catalogue, TextWriter.Layout layout) {
    this.catalogue = catalogue;
    this.texts = new LogTexts(catalogue);
    this.page = new Page(layout.width(), layout.colour());
  }

  /** The section at the end of a capture. */
  String beside(LogResult log) {
    page.add("── ").add(catalogue.text("log.title"), Style.BOLD).add(" ──").end();
    page.to(INDENT).wrapped(texts.head(log), INDENT, Style.PLAIN).end();
    notices(texts.caveats(log));
    if (!log.withoutFlow().isEmpty()) {
      timed(texts.withoutFlow(log), log.withoutFlow());
    }
    if (!log.withoutLine().isEmpty()) {
      page.end().to(INDENT).wrapped(texts.withoutLine(log), INDENT, Style.PLAIN).end();
    }
    if (!log.states().isEmpty()) {
      timed(catalogue.text("log.states"), log.states());
    }
    return page.end().text();
  }

  private void notices(List<String> notices) {
    for (String notice : notices) {
      page.add(" ! ", Style.YELLOW).wrapped(notice, INDENT, Style.PLAIN).end();
    }
  }

  private void timed(String head, List<LogResult.Timed> list) {
    page.end().to(INDENT).wrapped(head, INDENT, Style.PLAIN).end();
    for (LogResult.Timed timed : list.subList(0, Math.min(MAX_LINES, list.size()))) {
      place(timed.incident().telling().place());
      page.wrapped(texts.line(timed), 2 * INDENT, Style.PLAIN).end();
      String reading = texts.reading(timed.incident());
      if (!reading.isEmpty()) {
        page.to(2 * INDENT).wrapped(reading, 2 * INDENT, Style.FAINT).end();
      }
    }
    if (list.size() > MAX_LINES) {
      String more = catalogue.text("log.more", "count", list.size() - MAX_LINES);
      page.to(INDENT + 2).add(more, Style.FAINT).end();
    }
  }

  private void place(String place) {
    page.to(INDENT + 2).add(place, Style.CYAN).add("  ");
  }

  /** The whole report of a log without a capture. */
  String alone(LogSummary log) {
    page.add(String.join(", ", log.files()), Style.BOLD).add("  ");
    page.wrapped(
            catalogue.text("log.lines", Map.of("lines", log.lines(), "strange", log.strange())),
            INDENT,
            Style.PLAIN)
        .end();
    notices(texts.caveats(log));
    Set<Meaning> met = EnumSet.noneOf(Meaning.class);
    for (LogSummary.Service service : log.services()) {
      page.end().wrapped(texts.service(service), 0, Style.BOLD).end();
      rows(service.rows(), met);
    }
    if (!log.states().isEmpty()) {
      page.end().add(catalogue.text("log.states.alone"), Style.BOLD).end();
      rows(log.states(), met);
    }
    if (met.isEmpty()) {
      page.end().wrapped(catalogue.text("log.nothing"), 0, Style.PLAIN).end();
    } else {
      legend(met);
    }
    return page.end().text();
  }

  private void rows(List<LogSummary.Row> rows, Set<Meaning> met) {
    int width = 0;
    for (LogSummary.Row row : rows) {
      width = Math.max(width, Long.toString(row.count()).length());
    }
    for (LogSummary.Row row : rows.subList(0, Math.min(MAX_LINES, rows.size()))) {
      met.add(row.key().meaning());
      String count = Long.toString(row.count());
      page.to(INDENT + width - count.length()).add(count + "×  ");
      int indent = page.column();
      page.wrapped(texts.title(row.key()), indent, Style.PLAIN);
      page.add("   ").wrapped(texts.extent(row), indent, Style.FAINT).end();
      String clients = texts.clients(row, MAX_CLIENTS);
      if (!clients.isEmpty()) {
        String head = catalogue.text("log.clients") + " ";
        page.to(indent).add(head, Style.FAINT);
        page.wrapped(clients, indent + DisplayWidth.of(head), Style.PLAIN).end();
      }
      page.to(indent).add(row.example().place(), Style.CYAN).add("  ");
      page.wrapped(row.example().text(), indent, Style.FAINT).end();
    }
    if (rows.size() > MAX_LINES) {
      String more = catalogue.text("log.more", "count", rows.size() - MAX_LINES);
      page.to(INDENT).add(more, Style.FAINT).end();
    }
  }

  private void legend(Set<Meaning> met) {
    page.end().add(catalogue.text("log.legend"), Style.BOLD).end();
    String next = catalogue.text("flow.next") + " ";
    for (Meaning meaning : met) {
      page.to(INDENT).wrapped(texts.title(meaning), INDENT, Style.BOLD).end();
      page.to(INDENT + 2).wrapped(texts.means(meaning), INDENT + 2, Style.PLAIN).end();
      String lead = next;
      for (String step : texts.nextSteps(meaning)) {
        page.to(INDENT + 2).add(lead);
        page.wrapped(step, INDENT + 2 + DisplayWidth.of(next), Style.PLAIN).end();
        lead = " ".repeat(DisplayWidth.of(next));
      }
    }
  }
}
