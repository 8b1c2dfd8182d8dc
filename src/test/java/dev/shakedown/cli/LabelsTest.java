package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The verdicts on labelled captures are as good as the project promises, and {@code
 * docs/confusion.md} tells how good: each miss stands there, so that a new one shows in a diff.
 */
final class LabelsTest {
  private static final Path OWN = Path.of("captures");
  private static final Path SHARED = Path.of("../shared/corpus/lab");
  private static final Path DOCUMENT = Path.of("docs/confusion.md");

  /** Above this the document is written by hand, below it by {@code captures/confusion}. */
  private static final String MARK = "<!-- measured -->\n\n";

  @Test
  void ownCapturesMeetTheThresholds() throws IOException {
    Confusion confusion = new Confusion(Labels.verdicts(OWN));
    String document = Files.readString(DOCUMENT);
    String head = document.substring(0, document.indexOf(MARK) + MARK.length());
    if (Boolean.getBoolean("golden.accept")) {
      Files.writeString(DOCUMENT, head + confusion.markdown());
    }
    check(confusion, 1.0);
    assertEquals(
        Files.readString(DOCUMENT), head + confusion.markdown(), "renew with captures/confusion");
  }

  @Test
  void sharedLabMeetsTheThresholds() {
    assumeTrue(Files.exists(SHARED.resolve("labels.json")), "no shared lab beside this repository");
    check(new Confusion(Labels.verdicts(SHARED)), 0.99);
  }

  private static void check(Confusion confusion, double outcome) {
    assertTrue(confusion.rate("outcome") >= outcome, confusion::markdown);
    assertTrue(confusion.rate("stage") >= 0.95, confusion::markdown);
    assertTrue(confusion.rate("stoppedBy") >= 0.95, confusion::markdown);
    assertTrue(confusion.rateOfFirstFindings() >= 0.95, confusion::markdown);
  }
}
