package dev.shakedown.anonymize;

import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;

/**
 * Stands before any other writer and hands on pseudonyms only. The diagnosis is made of the real
 * packets and stays as it is; what writers can print is a copy of it, so a writer cannot give away
 * what it never gets.
 */
public final class AnonymizedReport implements ReportWriter {
  private final ReportWriter writer;
  private final Pseudonyms pseudonyms;
  private final ModelPseudonyms model;

  public AnonymizedReport(ReportWriter writer, Pseudonyms pseudonyms) {
    this.writer = writer;
    this.pseudonyms = pseudonyms;
    this.model = new ModelPseudonyms(pseudonyms);
    writer.anonymized();
  }

  @Override
  public void beginCapture(String name, CaptureSummary known) {
    writer.beginCapture(pseudonyms.file(name), model.of(known));
  }

  @Override
  public void log(LogSummary log) {
    writer.log(log.with(model::of, pseudonyms::file));
  }

  @Override
  public void connection(Diagnosis diagnosis) {
    writer.connection(model.of(diagnosis));
  }

  @Override
  public void endCapture(CaptureResult result) {
    writer.endCapture(model.of(result));
  }

  /** Reasons are words of ours, but for what the operating system says of a file. */
  @Override
  public void unreadable(String name, String code, String text) {
    writer.unreadable(
        pseudonyms.file(name), code, code.equals("read-failed") ? pseudonyms.text(text) : text);
  }

  @Override
  public void close() {
    writer.close();
  }
}
