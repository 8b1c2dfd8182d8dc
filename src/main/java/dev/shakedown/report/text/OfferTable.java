package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.negotiation.Answered;
import dev.shakedown.diagnosis.negotiation.OfferAnswer;
import dev.shakedown.diagnosis.negotiation.OfferAnswer.Row;
import dev.shakedown.diagnosis.negotiation.OfferAnswer.Source;
import dev.shakedown.diagnosis.negotiation.OfferDifference;
import dev.shakedown.report.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Offer and answer as a few lines: only aspects that failed, and how an answered offer differs. */
final class OfferTable {
  private static final int INDENT = 3;
  private static final int ROW = 5;

  /** Values of one list printed; the rest is counted. */
  private static final int VALUES = 4;

  private final Catalogue catalogue;
  private final Page page;

  OfferTable(Catalogue catalogue, Page page) {
    this.catalogue = catalogue;
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
      column = Math.max(column, ROW + DisplayWidth.of(name(row)) + 2);
    }
    for (Row row : rows) {
      page.to(ROW).add(name(row)).to(column).wrapped(line(row), column, Style.PLAIN).end();
      if (row.change().isPresent()) {
        String change = catalogue.text(row.change().get().key(), cut(row));
        page.to(column).wrapped(change, column, Style.PLAIN).end();
      }
    }
    table
        .compared()
        .filter(d -> rows.isEmpty() || !d.lacking().isEmpty())
        .ifPresent(d -> page.to(ROW).wrapped(compared(d), ROW, Style.PLAIN).end());
  }

  private String name(Row row) {
    return catalogue.text("aspect." + row.aspect().id());
  }

  private String line(Row row) {
    List<String> parts = new ArrayList<>();
    parts.add(
        row.offered().isEmpty()
            ? catalogue.text("offer-answer.nothing-offered")
            : catalogue.text("offer-answer.offered", "values", some(row.offered())));
    if (row.source() != Source.NOWHERE) {
      parts.add(catalogue.text("offer-answer." + row.source().id(), "values", some(row.answer())));
    }
    parts.add(catalogue.text("offer-answer." + row.state().id()));
    return String.join(" · ", parts);
  }

  private Map<String, Object> cut(Row row) {
    return Map.of("offered", some(row.offered()), "answer", some(row.answer()));
  }

  private String compared(OfferDifference difference) {
    Answered other = difference.other();
    String where =
        other.capture().isEmpty()
            ? catalogue.text("offer-answer.flow", "flow", other.flow())
            : catalogue.text(
                "offer-answer.flow-of", Map.of("flow", other.flow(), "capture", other.capture()));
    if (difference.lacking().isEmpty()) {
      return catalogue.text("offer-answer.same", "where", where);
    }
    List<String> missing = new ArrayList<>();
    difference
        .missing()
        .forEach(
            (aspect, values) ->
                missing.add(catalogue.text("aspect." + aspect) + " " + some(values)));
    return missing.isEmpty()
        ? catalogue.text("offer-answer.other", "where", where)
        : catalogue.text(
            "offer-answer.missing", Map.of("where", where, "missing", String.join("; ", missing)));
  }

  private String some(List<?> values) {
    return values.size() <= VALUES
        ? catalogue.print(values)
        : catalogue.text(
            "offer-answer.more",
            Map.of(
                "values",
                catalogue.print(values.subList(0, VALUES - 1)),
                "count",
                values.size() - VALUES + 1));
  }
}
