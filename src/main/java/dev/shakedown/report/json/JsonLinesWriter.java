package dev.shakedown.report.json;

import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.CaptureTotals;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.RunGroups;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * {@code --format jsonl}: a line of {@code type} {@code capture} with what the file's header tells,
 * a line of type {@code flow} for each connection as soon as it is diagnosed, and a line of type
 * {@code summary} with the totals. After several captures a line of type {@code run} with the
 * groups over all of them. Keeps no connection.
 */
public final class JsonLinesWriter implements ReportWriter {
  private final OutputStream out;
  private final Catalogue catalogue;
  private final String version;
  private final FlowJson flows;
  private final CaptureJson captures;
  private final RunGroups run = new RunGroups();
  private CaptureTotals totals;
  private String name = "";
  private boolean anonymized;

  /** Writes UTF-8 to {@code out}; the caller closes it. */
  public JsonLinesWriter(OutputStream out, Catalogue catalogue, String version) {
    this.out = out;
    this.catalogue = catalogue;
    this.version = version;
    this.flows = new FlowJson(catalogue);
    this.captures = new CaptureJson(catalogue);
    this.totals = CaptureTotals.none();
  }

  @Override
  public void anonymized() {
    anonymized = true;
    flows.leaveOutFingerprints();
  }

  @Override
  public void beginCapture(String capture, CaptureSummary known) {
    name = capture;
    totals = run.begin(capture);
    line(
        "capture",
        json -> {
          tool(json);
          CaptureJson.head(json, capture, known);
          json.texts("linkTypes", known.linkTypes());
        });
  }

  private void tool(JsonOut json) {
    json.text("schema", "shakedown/1");
    CaptureJson.tool(json, version);
    if (anonymized) {
      json.flag("anonymized", true);
    }
  }

  @Override
  public void log(LogSummary log) {
    line(
        "log",
        json -> {
          tool(json);
          new LogJson(catalogue).alone(json, log);
        });
  }

  @Override
  public void connection(Diagnosis diagnosis) {
    totals.add(diagnosis);
    line("flow", json -> flows.write(json, diagnosis));
  }

  @Override
  public void endCapture(CaptureResult result) {
    line(
        "summary",
        json -> {
          CaptureJson.head(json, name, result.summary());
          captures.body(json, result);
          captures.totals(json, totals);
        });
  }

  @Override
  public void unreadable(String capture, String code, String text) {
    line("summary", json -> captures.unreadable(json, capture, code, text));
  }

  @Override
  public void close() {
    if (run.captures() > 1) {
      line("run", json -> captures.runGroups(json, run));
    }
  }

  private void line(String type, Consumer<JsonOut> fields) {
    JsonOut json = new JsonOut();
    json.object().text("type", type);
    fields.accept(json);
    json.endObject();
    try {
      out.write(json.finish());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
