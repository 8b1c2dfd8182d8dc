package dev.shakedown.report.html;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FlowTexts;
import dev.shakedown.tcp.FinishedFlow;

/**
 * A line of the list of connections.
 *
 * @param id its number
 * @param sign the sign of its outcome
 * @param tone the style of its outcome
 * @param title its diagnosis in a few words
 * @param verdict how it came out
 * @param client its client
 * @param server its server
 * @param name the server's name; empty if unknown
 * @param start when it began
 */
public record FlowRow(
    int id,
    String sign,
    String tone,
    String title,
    String verdict,
    String client,
    String server,
    String name,
    String start) {

  static FlowRow of(Catalogue catalogue, Diagnosis diagnosis) {
    FinishedFlow flow = diagnosis.facts().flow();
    FlowTexts texts = new FlowTexts(catalogue, diagnosis);
    return new FlowRow(
        flow.id(),
        texts.sign(),
        Tone.of(diagnosis),
        texts.title(),
        texts.verdict(),
        flow.client().toString(),
        flow.server().toString(),
        diagnosis.facts().serverName().orElse(""),
        texts.start());
  }
}
