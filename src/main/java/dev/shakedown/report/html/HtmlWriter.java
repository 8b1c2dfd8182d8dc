package dev.shakedown.report.html;

import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.CaptureTotals;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FlowBlock;
import dev.shakedown.report.GroupList;
import dev.shakedown.report.LogBlocks;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.RunGroups;
import dev.shakedown.report.ShownFlows;
import dev.shakedown.report.Spill;
import gg.jte.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code --format html}: one page that needs nothing else. The sections of the captures wait in a
 * {@link Spill}, because what stands above them is known last. A page that nobody can scroll helps
 * nobody, so the most serious connections are shown and the others counted.
 */
public final class HtmlWriter implements ReportWriter {
  /** Connections of a capture shown in full, and those of all captures together. */
  private static final int MAX_CARDS = 100;

  private static final int MAX_CARDS_OF_RUN = 500;

  /** Connections of a capture listed, and those of all captures together. */
  private static final int MAX_ROWS = 1_000;

  private static final int MAX_ROWS_OF_RUN = 10_000;

  /** Captures listed above their sections. */
  private static final int MAX_LISTED = 1_000;

  /**
   * A line of the list of captures.
   *
   * @param anchor where its section is; empty if it could not be read
   * @param name what the user called it
   * @param text how its connections came out, or why it could not be read
   */
  public record CaptureRow(String anchor, String name, String text) {}

  private final OutputStream out;
  private final Catalogue catalogue;
  private final String version;
  private final boolean showAll;
  private final Templates templates = new Templates();
  private final RunGroups run = new RunGroups();
  private final Spill sections = new Spill();
  private final List<CaptureRow> captures = new ArrayList<>();
  private boolean anonymized;
  private long moreCaptures;
  private int number;
  private int cardsWritten;
  private int rowsWritten;
  private String name = "";
  private CaptureTotals totals = CaptureTotals.none();
  private ShownFlows<CaptureSection.Rendered> cards;
  private ShownFlows<FlowRow> rows;

  /** Writes UTF-8 to {@code out}; the caller closes it. */
  public HtmlWriter(OutputStream out, Catalogue catalogue, String version, boolean showAll) {
    this.out = out;
    this.catalogue = catalogue;
    this.version = version;
    this.showAll = showAll;
    this.cards = new ShownFlows<>(0, showAll);
    this.rows = new ShownFlows<>(0, true);
  }

  @Override
  public void anonymized() {
    anonymized = true;
  }

  @Override
  public void log(LogSummary log) {
    String html =
        templates.render(
            "logs.jte",
            Map.of(
                "name",
                String.join(", ", log.files()),
                "blocks",
                new LogBlocks(catalogue).alone(log)));
    number++;
    sections.add(number, html.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void beginCapture(String capture, CaptureSummary known) {
    name = capture;
    number++;
    totals = run.begin(capture);
    cards = new ShownFlows<>(Math.min(MAX_CARDS, MAX_CARDS_OF_RUN - cardsWritten), showAll);
    rows = new ShownFlows<>(Math.min(MAX_ROWS, MAX_ROWS_OF_RUN - rowsWritten), true);
  }

  @Override
  public void connection(Diagnosis diagnosis) {
    totals.add(diagnosis);
    rows.add(diagnosis, d -> FlowRow.of(catalogue, d));
    cards.addBlock(diagnosis, this::card);
  }

  private CaptureSection.Rendered card(FlowBlock block) {
    Card card = new Card(catalogue, number, block);
    String html = templates.render("card.jte", Map.of("texts", catalogue, "card", card));
    return new CaptureSection.Rendered(block.flows().toList(), html);
  }

  @Override
  public void endCapture(CaptureResult result) {
    CaptureSection section =
        CaptureSection.of(catalogue, number, name, result, totals, rows, cards);
    String html = templates.render("capture.jte", Map.of("texts", catalogue, "section", section));
    sections.add(number, html.getBytes(StandardCharsets.UTF_8));
    cardsWritten += section.cards().size();
    rowsWritten += section.rows().size();
    list(section.anchor(), name, section.counts());
  }

  @Override
  public void unreadable(String capture, String code, String text) {
    list("", capture, text);
  }

  private void list(String anchor, String capture, String text) {
    if (captures.size() < MAX_LISTED) {
      captures.add(new CaptureRow(anchor, capture, text));
    } else {
      moreCaptures++;
    }
  }

  @Override
  public void close() {
    Content content =
        page -> {
          try {
            sections.copyTo(out, "", "");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    GroupList shared = GroupList.ofRun(run);
    Page page =
        new Page(
            version,
            Stylesheet.load(),
            anonymized,
            captures,
            moreCaptures,
            Cause.of(catalogue, shared),
            shared.more(),
            content);
    templates.render("page.jte", Map.of("texts", catalogue, "page", page), out);
    sections.close();
  }
}
