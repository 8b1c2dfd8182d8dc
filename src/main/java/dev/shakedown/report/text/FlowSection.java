package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.FindingTexts;
import dev.shakedown.report.FlowTexts;
import dev.shakedown.report.TimelineSteps;
import java.util.List;

/** All about one connection: verdict, findings with their proof, timeline. */
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
  String render(Diagnosis diagnosis) {
    FlowTexts texts = new FlowTexts(catalogue, diagnosis);
    head(texts, diagnosis.outcome());
    for (Finding finding : diagnosis.findings()) {
      page.end();
      finding(diagnosis, finding);
    }
    new OfferTable(catalogue, page).write(diagnosis);
    labelled("flow.not-assessed", texts.notAssessed());
    seenAt(texts.seenAt());
    labelled("flow.slow", texts.slow().stream().toList());
    page.end();
    long start = diagnosis.facts().flow().startNanos();
    new TimelineTable(page, catalogue, start, new TimelineSteps(catalogue, diagnosis).lines())
        .write();
    for (String remark : texts.remarks()) {
      page.to(INDENT).wrapped(remark, INDENT, Style.FAINT).end();
    }
    page.end();
    return page.text();
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

  private void finding(Diagnosis diagnosis, Finding finding) {
    FindingTexts texts = new FindingTexts(catalogue, diagnosis, finding);
    Style style = diagnosis.outcome() == Outcome.COMPLETED ? Style.YELLOW : Style.BOLD;
    page.to(INDENT).wrapped(texts.title(), INDENT, style);
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

  private void seenAt(List<String> sentences) {
    if (!sentences.isEmpty()) {
      page.end();
    }
    for (String sentence : sentences) {
      page.to(INDENT).wrapped(sentence, INDENT, Style.FAINT).end();
    }
  }
}
