package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.negotiation.OfferAnswer;
import dev.shakedown.diagnosis.negotiation.OfferAnswer.Row;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.OfferTexts;
import java.util.List;
import java.util.Optional;

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
    List<Row> rows = OfferTexts.failed(table);
    Optional<String> difference = texts.difference(table);
    if (rows.isEmpty() && difference.isEmpty()) {
      return;
    }
    page.end();
    page.to(INDENT).add(catalogue.text("offer-answer.title"), Style.BOLD).end();
    int column = ROW;
    for (Row row : rows) {
      column = Math.max(column, ROW + DisplayWidth.of(texts.aspect(row)) + 2);
    }
    for (Row row : rows) {
      page.to(ROW).add(texts.aspect(row)).to(column);
      page.wrapped(texts.line(row), column, Style.PLAIN).end();
      if (row.change().isPresent()) {
        page.to(column).wrapped(texts.change(row).orElseThrow(), column, Style.PLAIN).end();
      }
    }
    difference.ifPresent(d -> page.to(ROW).wrapped(d, ROW, Style.PLAIN).end());
  }
}
