package dev.shakedown.report;

import dev.shakedown.diagnosis.negotiation.Answered;
import dev.shakedown.diagnosis.negotiation.OfferAnswer;
import dev.shakedown.diagnosis.negotiation.OfferAnswer.Row;
import dev.shakedown.diagnosis.negotiation.OfferAnswer.Source;
import dev.shakedown.diagnosis.negotiation.OfferDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words for what was offered and what was answered. */
public final class OfferTexts {
  /** Values of one list printed; the rest is counted. */
  private static final int VALUES = 4;

  private final Catalogue catalogue;

  public OfferTexts(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The rows that matter: those that failed. */
  public static List<Row> failed(OfferAnswer table) {
    return table.rows().stream().filter(Row::failed).toList();
  }

  /** How an offer that was answered differs, where that tells anything. */
  public Optional<String> difference(OfferAnswer table) {
    return table
        .compared()
        .filter(d -> failed(table).isEmpty() || !d.lacking().isEmpty())
        .map(this::compared);
  }

  /** Offer, answer and what became of them. */
  public String line(Row row) {
    List<String> parts = new ArrayList<>();
    parts.add(offered(row));
    answer(row).ifPresent(parts::add);
    parts.add(state(row));
    return String.join(" · ", parts);
  }

  /** What the row is about. */
  public String aspect(Row row) {
    return catalogue.text("aspect." + row.aspect().id());
  }

  private String offered(Row row) {
    return row.offered().isEmpty()
        ? catalogue.text("offer-answer.nothing-offered")
        : catalogue.text("offer-answer.offered", "values", some(row.offered()));
  }

  /** What the server chose, here or on other connections; absent where it is not known. */
  public Optional<String> answer(Row row) {
    return row.source() == Source.NOWHERE
        ? Optional.empty()
        : Optional.of(
            catalogue.text("offer-answer." + row.source().id(), "values", some(row.answer())));
  }

  /** What became of it. */
  public String state(Row row) {
    return catalogue.text("offer-answer." + row.state().id());
  }

  /** The smallest change that would help; absent if none is needed. */
  public Optional<String> change(Row row) {
    Map<String, Object> cut = Map.of("offered", some(row.offered()), "answer", some(row.answer()));
    return row.change().map(c -> catalogue.text(c.key(), cut));
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

  /** The first values of a list; the rest is counted. */
  public String some(List<?> values) {
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
