package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.negotiation.OfferAnswer;
import dev.shakedown.diagnosis.negotiation.OfferAnswer.Row;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.OfferTexts;
import java.util.ArrayList;
import java.util.List;

/** Offer and answer as a few lines: only aspects that failed, and how an answered offer differs. */
final class OfferTable {
  private static final int INDENT = 3;
  private static final int ROW = 5;

  private final Catalogue catalogue;
  private final OfferTexts texts;
  private final Page page;

  OfferTable(Catalogue catalogue, Page page) {
    this.catalogue = catalogue;
    this.texts = new OfferTexts(catalogue);
    this.page = page;
  }

  /** Writes it, with an empty line before; nothing if no row matters. */
  void write(Diagnosis diagnosis) {
    if (diagnosis.offerAnswer().isEmpty()) {
      return;
    }
    OfferAnswer table = diagnosis.offerAnswer().get();
    List<Row> rows = table.rows().stream().filter(Row::failed).toList();
    if (rows.isEmpty() && table.compared().isEmpty()) {
      return;
    }
    page.end();
    page.to(INDENT).add(catalogue.text("offer-answer.title"), Style.BOLD).end();
    int column = ROW;
    for (Row row : rows) {
      column = Math.max(column, ROW + DisplayWidth.of(texts.aspect(row)) + 2);
    }
    for (Row row : rows) {
      page.to(ROW).add(texts.aspect(row)).to(column).wrapped(line(row), column, Style.PLAIN).end();
      if (row.change().isPresent()) {
        page.to(column).wrapped(texts.change(row).orElseThrow(), column, Style.PLAIN).end();
      }
    }
    table
        .compared()
        .filter(d -> rows.isEmpty() || !d.lacking().isEmpty())
        .ifPresent(d -> page.to(ROW).wrapped(texts.compared(d), ROW, Style.PLAIN).end());
  }

  private String line(Row row) {
    List<String> parts = new ArrayList<>();
    parts.add(texts.offered(row));
    texts.answer(row).ifPresent(parts::add);
    parts.add(texts.state(row));
    return String.join(" · ", parts);
  }
}
