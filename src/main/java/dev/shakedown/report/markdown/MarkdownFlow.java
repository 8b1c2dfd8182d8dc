package dev.shakedown.report.markdown;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.negotiation.OfferAnswer;
import dev.shakedown.diagnosis.negotiation.OfferAnswer.Row;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FindingTexts;
import dev.shakedown.report.FlowBlock;
import dev.shakedown.report.FlowTexts;
import dev.shakedown.report.OfferTexts;
import dev.shakedown.report.PairTexts;
import dev.shakedown.report.text.TimelineText;
import java.util.List;
import java.util.Optional;

/** One connection, or both sides of a relayed one: verdict, findings with their proof, timeline. */
final class MarkdownFlow {
  private final Catalogue catalogue;
  private final StringBuilder out = new StringBuilder(2048);

  MarkdownFlow(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  String render(FlowBlock block) {
    if (block.isRelayed()) {
      relayedHead(block);
    } else {
      head(new FlowTexts(catalogue, block.first()));
    }
    PairTexts pair = new PairTexts(catalogue);
    for (Diagnosis side : pair.rootFirst(block)) {
      String number = block.isRelayed() ? new FlowTexts(catalogue, side).number() + ": " : "";
      for (Finding finding : side.findings()) {
        finding(number, new FindingTexts(catalogue, side, finding), finding);
      }
    }
    block.sides().forEach(this::about);
    pair.otherSides(block.elsewhere()).forEach(this::paragraph);
    out.append(Markdown.fence(TimelineText.of(catalogue, block))).append('\n');
    for (Diagnosis side : block.sides()) {
      new FlowTexts(catalogue, side).remarks().forEach(this::paragraph);
    }
    return out.toString();
  }

  private void head(FlowTexts texts) {
    title(texts.sign() + " " + texts.number() + ": " + texts.verdict());
    paragraph(String.join(", ", texts.who()));
  }

  private void relayedHead(FlowBlock block) {
    PairTexts pair = new PairTexts(catalogue);
    String sign = new FlowTexts(catalogue, pair.rootFirst(block).get(0)).sign();
    title(sign + " " + pair.numbers(block) + ": " + pair.where(block));
    for (Diagnosis side : block.sides()) {
      FlowTexts texts = new FlowTexts(catalogue, side);
      String where = pair.role(block, side) + ", " + texts.number() + ": ";
      item(where + String.join(", ", texts.who()) + " – " + texts.sign() + " " + texts.verdict());
    }
    out.append('\n');
    pair.between(block).forEach(this::paragraph);
  }

  private void title(String text) {
    out.append("### ").append(Markdown.text(text)).append("\n\n");
  }

  private void about(Diagnosis diagnosis) {
    FlowTexts texts = new FlowTexts(catalogue, diagnosis);
    diagnosis.offerAnswer().ifPresent(this::offer);
    texts.notAssessed().forEach(n -> paragraph(catalogue.text("flow.not-assessed") + " " + n));
    texts.seenAt().forEach(this::paragraph);
    texts.slow().ifPresent(s -> paragraph(catalogue.text("flow.slow") + " " + s));
  }

  private void finding(String number, FindingTexts texts, Finding finding) {
    out.append("**").append(Markdown.text(number + texts.title())).append("** (");
    out.append(catalogue.text("confidence." + finding.confidence().id())).append(")\n\n");
    paragraph(texts.explanation());
    for (Evidence evidence : finding.evidence()) {
      out.append("- ").append(Markdown.code(evidence.place())).append(' ');
      out.append(Markdown.text(catalogue.text(evidence.text()))).append('\n');
    }
    List<String> steps = texts.nextSteps();
    if (!steps.isEmpty()) {
      out.append('\n').append(catalogue.text("flow.next")).append("\n\n");
    }
    for (int i = 0; i < steps.size(); i++) {
      out.append(i + 1).append(". ").append(Markdown.line(steps.get(i))).append('\n');
    }
    out.append('\n');
  }

  /** The aspects that failed, and how an answered offer differs. */
  private void offer(OfferAnswer table) {
    OfferTexts texts = new OfferTexts(catalogue);
    List<Row> rows = OfferTexts.failed(table);
    Optional<String> difference = texts.difference(table);
    if (rows.isEmpty() && difference.isEmpty()) {
      return;
    }
    out.append("**").append(catalogue.text("offer-answer.title")).append("**\n\n");
    for (Row row : rows) {
      item(texts.aspect(row) + ": " + texts.line(row));
      texts.change(row).ifPresent(this::item);
    }
    difference.ifPresent(this::item);
    out.append('\n');
  }

  private void item(String text) {
    out.append("- ").append(Markdown.line(text)).append('\n');
  }

  private void paragraph(String text) {
    out.append(Markdown.line(text)).append("\n\n");
  }
}
