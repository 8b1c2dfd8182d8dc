package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.FindingTexts;
import dev.shakedown.report.FlowBlock;
import dev.shakedown.report.FlowTexts;
import dev.shakedown.report.LaneTimeline;
import dev.shakedown.report.PairTexts;
import dev.shakedown.report.TimelineSteps;
import java.util.List;

/** All about one connection, or both sides of a relayed one: verdict, findings, timeline. */
final class FlowSection {
  private static final int INDENT = 3;
  private static final int EVIDENCE = 5;
  private static final int EVIDENCE_TEXT = 11;

  private final Catalogue catalogue;
  private final Page page;

  FlowSection(Catalogue catalogue, int width, boolean colour) {
    this.catalogue = catalogue;
    this.page = new Page(width, colour);
  }

  /** The section as text, an empty line at its end. */
  String render(FlowBlock block) {
    if (block.isRelayed()) {
      relayed(block);
    } else {
      alone(block.first());
    }
    page.end();
    return page.text();
  }

  private void alone(Diagnosis diagnosis) {
    FlowTexts texts = new FlowTexts(catalogue, diagnosis);
    head(texts, diagnosis.outcome());
    findings(diagnosis, "");
    about(diagnosis, texts);
    sentences(new PairTexts(catalogue).otherSides(diagnosis.otherSides()));
    page.end();
    long start = diagnosis.facts().flow().startNanos();
    new TimelineTable(page, catalogue, start, new TimelineSteps(catalogue, diagnosis).lines())
        .write();
    remarks(texts);
  }

  /** Both sides: what they are, what happened on each, the root first, and one timeline. */
  private void relayed(FlowBlock block) {
    PairTexts pair = new PairTexts(catalogue);
    page.add("── ").add(pair.numbers(block), Style.BOLD);
    page.add(" ── ").wrapped(pair.where(block), INDENT, Style.PLAIN).add(" ──").end();
    int ends = 0;
    for (Diagnosis side : block.sides()) {
      int role = DisplayWidth.of(pair.role(block, side));
      int number = DisplayWidth.of(new FlowTexts(catalogue, side).number());
      ends = Math.max(ends, INDENT + role + 2 + number + 2);
    }
    for (Diagnosis side : block.sides()) {
      side(pair.role(block, side), new FlowTexts(catalogue, side), side.outcome(), ends);
    }
    sentences(pair.between(block));
    for (Diagnosis side : pair.rootFirst(block)) {
      findings(side, new FlowTexts(catalogue, side).number() + ": ");
    }
    for (Diagnosis side : block.sides()) {
      about(side, new FlowTexts(catalogue, side));
    }
    sentences(pair.otherSides(block.elsewhere()));
    page.end();
    new LaneTable(page, catalogue, LaneTimeline.of(catalogue, block)).write();
    for (Diagnosis side : block.sides()) {
      remarks(new FlowTexts(catalogue, side));
    }
  }

  /** A line for one side; its ends stand at column {@code indent}. */
  private void side(String role, FlowTexts texts, Outcome outcome, int indent) {
    page.to(INDENT).add(role, Style.FAINT);
    page.to(indent - 2 - DisplayWidth.of(texts.number()))
        .add(texts.number(), Style.BOLD)
        .to(indent);
    page.wrapped(String.join("  ", texts.who()), indent, Style.PLAIN);
    String verdict = texts.verdict();
    if (page.column() + 2 + DisplayWidth.of(verdict) > page.width()) {
      page.end().to(indent);
    } else {
      page.add("  ");
    }
    page.add(verdict, Marks.style(outcome)).end();
  }

  private void findings(Diagnosis diagnosis, String number) {
    for (Finding finding : diagnosis.findings()) {
      page.end();
      finding(diagnosis, finding, number);
    }
  }

  private void about(Diagnosis diagnosis, FlowTexts texts) {
    new OfferTable(catalogue, page).write(diagnosis);
    labelled("flow.not-assessed", texts.notAssessed());
    sentences(texts.seenAt());
    labelled("flow.slow", texts.slow().stream().toList());
  }

  private void remarks(FlowTexts texts) {
    for (String remark : texts.remarks()) {
      page.to(INDENT).wrapped(remark, INDENT, Style.FAINT).end();
    }
  }

  private void head(FlowTexts texts, Outcome outcome) {
    page.add("── ").add(texts.number(), Style.BOLD);
    page.add(" ── ").wrapped(String.join("  ", texts.who()), INDENT, Style.PLAIN);
    String verdict = texts.verdict();
    if (page.column() + DisplayWidth.of(verdict) + 7 > page.width()) {
      page.end().add("  ");
    }
    page.add(" ── ").add(verdict, Marks.style(outcome)).add(" ──").end();
  }

  private void finding(Diagnosis diagnosis, Finding finding, String number) {
    FindingTexts texts = new FindingTexts(catalogue, diagnosis, finding);
    Style style = diagnosis.outcome() == Outcome.COMPLETED ? Style.YELLOW : Style.BOLD;
    page.to(INDENT).wrapped(number + texts.title(), INDENT, style);
    page.right(catalogue.text("confidence." + finding.confidence().id()), Style.FAINT).end();
    page.to(INDENT).wrapped(texts.explanation(), INDENT, Style.PLAIN).end();
    for (Evidence evidence : finding.evidence()) {
      page.to(EVIDENCE).add(evidence.place(), Style.CYAN);
      page.to(Math.max(EVIDENCE_TEXT, page.column() + 1))
          .wrapped(catalogue.text(evidence.text()), EVIDENCE_TEXT, Style.PLAIN)
          .end();
    }
    String next = catalogue.text("flow.next") + " ";
    for (String step : texts.nextSteps()) {
      page.to(INDENT).add(next);
      page.wrapped(step, INDENT + DisplayWidth.of(next), Style.PLAIN).end();
      next = " ".repeat(DisplayWidth.of(next));
    }
  }

  /** Sentences with a label before each; nothing for none, else an empty line before. */
  private void labelled(String key, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }
    page.end();
    String label = catalogue.text(key) + " ";
    for (String sentence : sentences) {
      page.to(INDENT).add(label, Style.FAINT);
      page.wrapped(sentence, INDENT + DisplayWidth.of(label), Style.FAINT).end();
    }
  }

  private void sentences(List<String> sentences) {
    if (!sentences.isEmpty()) {
      page.end();
    }
    for (String sentence : sentences) {
      page.to(INDENT).wrapped(sentence, INDENT, Style.FAINT).end();
    }
  }
}
