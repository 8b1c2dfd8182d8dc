package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.ServerFlightShape;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.Finished;
import dev.shakedown.tls.x509.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read from record lengths is what decryption shows. */
class ServerFlightShapeTest {

  /** Keeps what a connection's log told, not how it is printed. */
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

  /** All captures with a key log beside. */
  static Stream<Path> capturesWithKeys() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : List.of(Path.of("testdata", "decrypt"), Path.of("captures"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(f -> f.toString().endsWith(".pcap") && Files.exists(keysOf(f)))
            .forEach(found::add);
      }
    }
    return found.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("capturesWithKeys")
  void agreesWithWhatDecryptionShows(Path capture) throws IOException {
    SecretStore secrets = new SecretStore();
    try (var in = Files.newInputStream(keysOf(capture))) {
      secrets.addKeyLog(in);
    }
    List<FlowFacts> open = analyze(capture, secrets);
    List<FlowFacts> sealed = analyze(capture, new SecretStore());
    assertEquals(open.size(), sealed.size());
    for (int i = 0; i < open.size(); i++) {
      Optional<ServerFlightShape> shape = sealed.get(i).serverFlightShape();
      if (shape.isPresent() && open.get(i).serverCertificate().isPresent()) {
        assertAgrees(open.get(i), shape.get());
      }
    }
  }

  private static void assertAgrees(FlowFacts open, ServerFlightShape shape) {
    assertEquals(open.certificateRequest().isPresent(), shape.certificateRequested());
    int certificate =
        open.handshake().stream()
            .filter(h -> h.from() == Sender.SERVER)
            .filter(h -> h.value().message() instanceof CertificateMessage)
            .findFirst()
            .orElseThrow()
            .value()
            .length();
    assertEquals(certificate, shape.certificateMessage());
    int finished =
        open.handshake().stream()
            .filter(h -> h.from() == Sender.SERVER && h.value().message() instanceof Finished)
            .findFirst()
            .orElseThrow()
            .value()
            .length();
    assertEquals(finished - 4, shape.finishedHash() / 8);
  }

  /** Separate records are read in each stack that sends them; one record for all is not. */
  @ParameterizedTest
  @CsvSource({
    "captures/002-good-tls13.pcap, false, 0",
    "captures/016-mutual-tls13.pcap, true, 16",
    "captures/026-jsse-both.pcap, false, 16",
    "captures/028-gnutls-both.pcap, true, 0",
    "captures/031-node-haproxy.pcap, false, 0",
    "testdata/decrypt/mtls13.pcap, true, 0",
    "testdata/decrypt/alert13.pcap, true, 0"
  })
  void tellsWhetherACertificateIsRequested(Path capture, boolean requested, int padding)
      throws IOException {
    ServerFlightShape shape =
        analyze(capture, new SecretStore()).get(0).serverFlightShape().orElseThrow();
    assertEquals(requested, shape.certificateRequested());
    assertEquals(padding, shape.padding());
    assertTrue(shape.refutedBy().contains(ServerFlightShape.Doubt.UNEVEN_PADDING));
  }

  @ParameterizedTest
  @CsvSource({
    "captures/001-good-tls12.pcap",
    "captures/029-nss-both.pcap",
    "captures/011-external-psk.pcap"
  })
  void saysNothingWhereLengthsDoNotTell(Path capture) throws IOException {
    assertTrue(
        analyze(capture, new SecretStore()).stream()
            .allMatch(f -> f.serverFlightShape().isEmpty()));
  }

  @Test
  void saysNothingOfAFlightThatWasDecrypted() throws IOException {
    Path capture = Path.of("testdata", "decrypt", "mtls13.pcap");
    SecretStore secrets = new SecretStore();
    try (var in = Files.newInputStream(keysOf(capture))) {
      secrets.addKeyLog(in);
    }
    assertTrue(analyze(capture, secrets).get(0).serverFlightShape().isEmpty());
  }

  private static Path keysOf(Path capture) {
    String name = capture.getFileName().toString();
    return capture.resolveSibling(name.replace(".pcap", ".keys"));
  }

  private static List<FlowFacts> analyze(Path file, SecretStore secrets) throws IOException {
    Collected collected = new Collected();
    try (CaptureReader capture = CaptureReader.open(file, Limits.DEFAULT)) {
      Analysis.builder()
          .secrets(secrets)
          .trustStore(new TrustStore(false))
          .build()
          .run(capture, file.toString(), collected);
    }
    return collected.flows;
  }
}
