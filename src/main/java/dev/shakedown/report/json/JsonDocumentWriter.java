package dev.shakedown.report.json;

import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.CaptureTotals;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.RunGroups;
import dev.shakedown.report.Spill;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code --format json}: one document. Connections come in any order and stand in that of their
 * first frames, so their JSON waits in a {@link Spill} for the end of the capture.
 */
public final class JsonDocumentWriter implements ReportWriter {
  private final OutputStream out;
  private final String version;
  private final FlowJson flows;
  private final CaptureJson captures;
  private final LogJson logs;
  private Spill spill = new Spill();
  private final RunGroups run = new RunGroups();
  private CaptureTotals totals;
  private String name = "";
  private boolean begun;
  private boolean anonymized;
  private boolean hasLog;

  /** Writes UTF-8 to {@code out}; the caller closes it. */
  public JsonDocumentWriter(OutputStream out, Catalogue catalogue, String version) {
    this.out = out;
    this.version = version;
    this.flows = new FlowJson(catalogue);
    this.captures = new CaptureJson(catalogue);
    this.logs = new LogJson(catalogue);
    this.totals = CaptureTotals.none();
  }

  @Override
  public void anonymized() {
    anonymized = true;
    flows.leaveOutFingerprints();
  }

  @Override
  public void log(LogSummary log) {
    JsonOut json = new JsonOut();
    json.object();
    logs.alone(json, log);
    begin();
    write("]");
    lastFields(json);
    hasLog = true;
  }

  @Override
  public void beginCapture(String capture, CaptureSummary known) {
    name = capture;
    totals = run.begin(capture);
    spill.close();
    spill = new Spill();
  }

  @Override
  public void connection(Diagnosis diagnosis) {
    totals.add(diagnosis);
    JsonOut json = new JsonOut();
    json.object();
    flows.write(json, diagnosis);
    json.endObject();
    spill.add(diagnosis.facts().flow().id(), json.finish());
  }

  @Override
  public void endCapture(CaptureResult result) {
    JsonOut json = new JsonOut();
    json.object();
    CaptureJson.head(json, name, result.summary());
    captures.body(json, result);
    captures.totals(json, totals);
    json.array("flows").endArray().endObject();
    byte[] capture = json.finish();
    begin();
    try (Spill kept = spill) {
      // the empty array's "]}" makes room for the connections
      out.write(capture, 0, capture.length - 2);
      kept.copyTo(out, "\n", ",\n");
      write("]}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void unreadable(String capture, String code, String text) {
    JsonOut json = new JsonOut();
    json.object();
    captures.unreadable(json, capture, code, text);
    json.array("flows").endArray().endObject();
    begin();
    write(new String(json.finish(), StandardCharsets.UTF_8));
  }

  private void begin() {
    if (begun) {
      write(",\n");
      return;
    }
    begun = true;
    JsonOut json = new JsonOut();
    json.object().text("schema", "shakedown/1");
    CaptureJson.tool(json, version);
    if (anonymized) {
      json.flag("anonymized", true);
    }
    json.array("captures").endArray().endObject();
    String document = new String(json.finish(), StandardCharsets.UTF_8);
    write(document.substring(0, document.length() - 2) + "\n");
  }

  @Override
  public void close() {
    spill.close();
    if (hasLog) {
      write("}\n");
      return;
    }
    if (!begun) {
      begin();
    }
    write("]");
    if (run.captures() > 1) {
      JsonOut json = new JsonOut();
      json.object();
      captures.runGroups(json, run);
      lastFields(json);
    }
    write("}\n");
  }

  /** Writes the fields alone: they end the document that is open. */
  private void lastFields(JsonOut json) {
    String fields = new String(json.endObject().finish(), StandardCharsets.UTF_8);
    write(",\n" + fields.substring(1, fields.length() - 1));
  }

  private void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
