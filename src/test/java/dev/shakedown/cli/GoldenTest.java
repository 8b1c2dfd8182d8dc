package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.corpus.CaptureVerdict;
import dev.shakedown.corpus.Corpus;
import dev.shakedown.corpus.CorpusResult;
import dev.shakedown.corpus.CorpusRun;
import dev.shakedown.corpus.Metrics;
import dev.shakedown.corpus.MetricsReport;
import dev.shakedown.corpus.TextReport;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.tls.x509.TrustStoreFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The project's own captures are as expected, as {@code shakedown corpus check captures} sees it,
 * and {@code docs/confusion.md} tells how good the verdicts are. With {@code -Dgolden.accept=true}
 * what no longer holds is renewed; the diff is the review.
 */
final class GoldenTest {
  private static final Path CAPTURES = Path.of("captures");
  private static final Path DOCUMENT = Path.of("docs/confusion.md");
  private static final Catalogue TEXTS = Catalogue.of(Language.ENGLISH);

  @TestFactory
  Stream<DynamicTest> printsWhatIsExpected() throws Exception {
    CorpusRun run =
        new CorpusRun(
            new CorpusRun.Options(
                false, 2, Limits.DEFAULT, TrustStoreFile.ofJdk(), System::nanoTime));
    boolean accept = Boolean.getBoolean("golden.accept");
    if (accept) {
      run.accept(Corpus.below(CAPTURES, List.of()));
    }
    List<CaptureVerdict> verdicts = run.check(Corpus.below(CAPTURES, List.of()));
    assertFalse(verdicts.isEmpty());
    Metrics metrics = new Metrics(CorpusResult.of(verdicts, ""));
    String measured = new MetricsReport(TEXTS).document(metrics);
    if (accept) {
      Files.writeString(DOCUMENT, measured);
    }
    Stream<DynamicTest> captures =
        verdicts.stream().map(v -> DynamicTest.dynamicTest(v.name(), () -> check(v)));
    return Stream.concat(
        captures,
        Stream.of(
            DynamicTest.dynamicTest(
                "docs/confusion.md is up to date",
                () -> assertEquals(Files.readString(DOCUMENT), measured)),
            DynamicTest.dynamicTest(
                "verdicts are as good as promised",
                () -> {
                  assertEquals(1.0, metrics.rate("outcome").share());
                  assertTrue(metrics.firstFindingOfFailures().share() >= 0.95);
                })));
  }

  private static void check(CaptureVerdict verdict) {
    TextReport report = new TextReport(TEXTS);
    assertEquals(
        CaptureVerdict.Status.AS_EXPECTED,
        verdict.status(),
        () -> report.status(verdict) + "\n" + report.differences(verdict));
  }
}
