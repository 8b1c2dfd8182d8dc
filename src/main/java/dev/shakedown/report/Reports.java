package dev.shakedown.report;

import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import java.util.List;

/** Ways to put report writers together. */
public final class Reports {
  private Reports() {}

  /** Several reports of one analysis at once, in this order. */
  public static ReportWriter all(List<ReportWriter> writers) {
    return new ReportWriter() {
      @Override
      public void beginCapture(String name, CaptureSummary known) {
        writers.forEach(w -> w.beginCapture(name, known));
      }

      @Override
      public void connection(Diagnosis diagnosis) {
        writers.forEach(w -> w.connection(diagnosis));
      }

      @Override
      public void endCapture(CaptureResult result) {
        writers.forEach(w -> w.endCapture(result));
      }

      @Override
      public void unreadable(String name, String code, String text) {
        writers.forEach(w -> w.unreadable(name, code, text));
      }

      @Override
      public void close() {
        writers.forEach(ReportWriter::close);
      }
    };
  }
}
