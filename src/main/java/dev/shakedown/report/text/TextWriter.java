package dev.shakedown.report.text;

import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.CaptureTotals;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.GroupList;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.RunGroups;
import dev.shakedown.report.ShownFlows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code --format text}: a summary of each capture, then its connections, most serious first. The
 * summary comes first but is known last, so the sections wait for it; of a capture with very many
 * the most serious are kept, and the text says how many are not shown. After several captures come
 * the groups that more than one of them shows.
 */
public final class TextWriter implements ReportWriter {
  /** Connections shown in full. */
  private static final int MAX_SECTIONS = 200;

  /**
   * How the text is set.
   *
   * @param width columns of a line
   * @param colour whether to use a terminal's colours
   * @param showAll whether completed connections without a finding are shown, too
   */
  public record Layout(int width, boolean colour, boolean showAll) {}

  private final OutputStream out;
  private final Catalogue catalogue;
  private final Layout layout;
  private final RunGroups run = new RunGroups();
  private CaptureTotals totals;
  private ShownFlows<String> sections;
  private String name = "";
  private boolean begun;

  /** Writes UTF-8 to {@code out}; the caller closes it. */
  public TextWriter(OutputStream out, Catalogue catalogue, Layout layout) {
    this.out = out;
    this.catalogue = catalogue;
    this.layout = layout;
    this.totals = CaptureTotals.none();
    this.sections = new ShownFlows<>(MAX_SECTIONS, layout.showAll());
  }

  @Override
  public void anonymized() {
    Page page = new Page(layout.width(), layout.colour());
    page.wrapped(catalogue.text("report.anonymized"), 0, Style.FAINT).end();
    write(page.end().text());
  }

  @Override
  public void log(LogSummary log) {
    write(new LogPage(catalogue, layout).alone(log));
  }

  @Override
  public void beginCapture(String capture, CaptureSummary known) {
    name = capture;
    totals = run.begin(capture);
    sections = new ShownFlows<>(MAX_SECTIONS, layout.showAll());
  }

  @Override
  public void connection(Diagnosis diagnosis) {
    totals.add(diagnosis);
    sections.addBlock(
        diagnosis, b -> new FlowSection(catalogue, layout.width(), layout.colour()).render(b));
  }

  @Override
  public void endCapture(CaptureResult result) {
    if (begun) {
      write("\n");
    }
    begun = true;
    write(new CaptureHead(catalogue, layout.width(), layout.colour()).render(name, result, totals));
    sections.mostSeriousFirst().forEach(this::write);
    if (sections.notShown() > 0) {
      Page page = new Page(layout.width(), layout.colour());
      write(
          page.wrapped(
                  catalogue.text("flow.not-shown", "count", sections.notShown()), 0, Style.PLAIN)
              .end()
              .text());
    }
    result.log().ifPresent(log -> write(new LogPage(catalogue, layout).beside(log)));
  }

  @Override
  public void unreadable(String name, String code, String text) {
    // the message on standard error says it
  }

  @Override
  public void close() {
    GroupList shared = GroupList.ofRun(run);
    if (!shared.shown().isEmpty()) {
      Page page = new Page(layout.width(), layout.colour());
      page.end().add(catalogue.text("run.groups", "count", run.captures()), Style.BOLD).end();
      new GroupTable(catalogue, page.end()).ofRun(shared);
      write(page.text());
    }
  }

  private void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
