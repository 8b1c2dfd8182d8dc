package dev.shakedown.cli;

import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;
import java.util.Set;

/** Watches for outcomes and codes that shall make the command fail. */
final class FailOn {
  private final Set<String> wanted;
  private boolean found;

  FailOn(Set<String> wanted) {
    this.wanted = wanted;
  }

  /** Whether any reported connection had one. */
  boolean found() {
    return found;
  }

  private void look(Diagnosis diagnosis) {
    found |=
        wanted.contains(diagnosis.outcome().id())
            || diagnosis.findings().stream().anyMatch(f -> wanted.contains(f.code()));
  }

  /** The same writer, watched. */
  ReportWriter watching(ReportWriter writer) {
    return new ReportWriter() {
      @Override
      public void beginCapture(String name, CaptureSummary known) {
        writer.beginCapture(name, known);
      }

      @Override
      public void log(LogSummary log) {
        writer.log(log);
      }

      @Override
      public void connection(Diagnosis diagnosis) {
        look(diagnosis);
        writer.connection(diagnosis);
      }

      @Override
      public void endCapture(CaptureResult result) {
        writer.endCapture(result);
      }

      @Override
      public void unreadable(String name, String code, String text) {
        writer.unreadable(name, code, text);
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }
}
