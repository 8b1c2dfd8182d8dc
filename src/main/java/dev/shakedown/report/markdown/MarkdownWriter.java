package dev.shakedown.report.markdown;

import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.groups.Group;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.CaptureTexts;
import dev.shakedown.report.CaptureTotals;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.GroupList;
import dev.shakedown.report.GroupTexts;
import dev.shakedown.report.LogBlocks;
import dev.shakedown.report.OutcomeSign;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.RunGroups;
import dev.shakedown.report.ShownFlows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * {@code --format markdown}: to be pasted into a ticket. The same as the text, but fewer
 * connections.
 */
public final class MarkdownWriter implements ReportWriter {
  /** Connections shown in full; with this many a capture still fits into a comment on GitHub. */
  private static final int MAX_SECTIONS = 20;

  private final OutputStream out;
  private final Catalogue catalogue;
  private final boolean showAll;
  private final RunGroups run = new RunGroups();
  private ShownFlows<String> sections;
  private String name = "";
  private CaptureTotals totals = CaptureTotals.none();

  /** Writes UTF-8 to {@code out}; the caller closes it. */
  public MarkdownWriter(OutputStream out, Catalogue catalogue, boolean showAll) {
    this.out = out;
    this.catalogue = catalogue;
    this.showAll = showAll;
    this.sections = new ShownFlows<>(MAX_SECTIONS, showAll);
  }

  @Override
  public void anonymized() {
    write("_" + Markdown.line(catalogue.text("report.anonymized")) + "_\n\n");
  }

  @Override
  public void log(LogSummary log) {
    write("## " + Markdown.text(String.join(", ", log.files())) + "\n\n");
    new LogBlocks(catalogue).alone(log).forEach(this::block);
  }

  @Override
  public void beginCapture(String capture, CaptureSummary known) {
    name = capture;
    totals = run.begin(capture);
    sections = new ShownFlows<>(MAX_SECTIONS, showAll);
  }

  @Override
  public void connection(Diagnosis diagnosis) {
    totals.add(diagnosis);
    sections.addBlock(diagnosis, b -> new MarkdownFlow(catalogue).render(b));
  }

  @Override
  public void endCapture(CaptureResult result) {
    CaptureTexts texts = new CaptureTexts(catalogue);
    write("## " + Markdown.text(name) + "\n\n");
    write("**" + Markdown.text(texts.counts(totals)) + "**\n\n");
    write(Markdown.line(texts.about(result)) + "\n\n");
    texts.notices(result, totals).forEach(n -> write("> " + Markdown.line(n) + "\n\n"));
    groups(GroupList.ofCapture(totals), new GroupTexts(catalogue)::members);
    sections.mostSeriousFirst().forEach(this::write);
    if (sections.notShown() > 0) {
      String text = catalogue.text("flow.not-shown", "count", sections.notShown());
      write(Markdown.line(text) + "\n\n");
    }
    if (result.log().isPresent()) {
      write("### " + Markdown.text(catalogue.text("log.title")) + "\n\n");
      new LogBlocks(catalogue).beside(result.log().get()).forEach(this::block);
    }
  }

  private void block(LogBlocks.Block block) {
    String head = Markdown.line(block.head());
    write((block.lines().isEmpty() ? head : "**" + head + "**") + "\n\n");
    block.lines().forEach(l -> write("- " + Markdown.line(l) + "\n"));
    if (!block.lines().isEmpty()) {
      write("\n");
    }
  }

  private void groups(GroupList groups, Function<Group, String> members) {
    GroupTexts texts = new GroupTexts(catalogue);
    for (Group group : groups.shown()) {
      write("- " + OutcomeSign.of(GroupTexts.outcome(group)) + " " + group.count() + "× ");
      write(Markdown.text(GroupTexts.server(group)) + " ");
      write("**" + Markdown.text(texts.title(group)) + "** – ");
      write(Markdown.text(members.apply(group)) + "\n");
    }
    if (groups.more() > 0) {
      write("- " + Markdown.line(catalogue.text("group.more", "count", groups.more())) + "\n");
    }
    if (!groups.shown().isEmpty()) {
      write("\n");
    }
  }

  @Override
  public void unreadable(String capture, String code, String text) {
    write("## " + Markdown.text(capture) + "\n\n> " + Markdown.line(text) + "\n\n");
  }

  @Override
  public void close() {
    GroupList shared = GroupList.ofRun(run);
    if (!shared.shown().isEmpty()) {
      write("## " + Markdown.text(catalogue.text("run.groups", "count", run.captures())) + "\n\n");
      groups(shared, new GroupTexts(catalogue)::files);
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
