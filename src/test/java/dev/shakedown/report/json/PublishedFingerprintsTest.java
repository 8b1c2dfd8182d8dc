package dev.shakedown.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shakedown.Analysis;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tls.x509.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Fingerprints of public captures as the projects publish them that the captures come from. */
class PublishedFingerprintsTest {
  private static final Path PUBLIC = Path.of("..", "shared", "corpus", "public");

  private static final class Collected implements ReportWriter {
    private final List<FlowFacts> flows = new ArrayList<>();

    @Override
    public void beginCapture(String name, CaptureSummary known) {}

    @Override
    public void connection(Diagnosis diagnosis) {
      flows.add(diagnosis.facts());
    }

    @Override
    public void endCapture(CaptureResult result) {}

    @Override
    public void unreadable(String name, String code, String text) {}

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvFileSource(files = "testdata/tls/fingerprints.csv")
  void areEqual(String file, int port, String ja3, String ja3s, String ja4) throws IOException {
    assumeTrue(Files.exists(PUBLIC), "no public captures beside the project");
    Collected collected = new Collected();
    try (CaptureReader capture = CaptureReader.open(PUBLIC.resolve(file), Limits.DEFAULT)) {
      Analysis.builder().trustStore(new TrustStore(false)).build().run(capture, file, collected);
    }
    FlowFacts facts =
        collected.flows.stream()
            .filter(f -> f.flow().client().port() == port)
            .findFirst()
            .orElseThrow();
    var hello = facts.clientHello().orElseThrow().value();
    if (!ja3.equals("-")) {
      assertEquals(ja3, Fingerprints.ja3(hello));
    }
    if (!ja3s.equals("-")) {
      assertEquals(ja3s, Fingerprints.ja3s(facts.serverHello().orElseThrow().value()));
    }
    if (!ja4.equals("-")) {
      assertEquals(ja4, Fingerprints.ja4(hello));
    }
  }
}
