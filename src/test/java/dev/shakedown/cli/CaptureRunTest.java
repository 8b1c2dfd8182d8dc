package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.Analysis;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.report.ReportWriter;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A mistake of ours is a message; where in the code it is tells {@code --debug} only. */
class CaptureRunTest {
  private static final Catalogue ENGLISH = Catalogue.of(Language.ENGLISH);

  /** A report that fails on every connection. */
  private static final class Broken implements ReportWriter {
    @Override
    public void beginCapture(String name, CaptureSummary known) {}

    @Override
    public void connection(Diagnosis diagnosis) {
      throw new IllegalStateException("broken");
    }

    @Override
    public void endCapture(CaptureResult result) {}

    @Override
    public void unreadable(String name, String code, String text) {}

    @Override
    public void close() {}
  }

  @Test
  void showsTheTraceOfOurMistakesToWhoAsksForIt() {
    assertFalse(messages(false).contains("\tat "));
    assertTrue(messages(true).contains("\tat "));
  }

  private static String messages(boolean debug) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(), err, stream, Locale.ENGLISH, false, false, 0, false);
    CaptureRun run =
        new CaptureRun(
            surroundings,
            ENGLISH,
            new FailOn(Set.of()),
            Analysis.builder().build(),
            Anonymity.of(false, null, ENGLISH),
            debug);
    int status = run.all(List.of("captures/402-expired.pcap"), new Broken());
    assertEquals(ExitStatus.UNREADABLE, status);
    return err.toString(StandardCharsets.UTF_8);
  }
}
