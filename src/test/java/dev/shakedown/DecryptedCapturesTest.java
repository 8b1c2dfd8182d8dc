package dev.shakedown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.x509.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes recorded from real stacks, one for each kind of record protection. */
class DecryptedCapturesTest {
  private static final Path FOLDER = Path.of("testdata", "decrypt");

  private final SecretStore secrets = new SecretStore();

  private static final class Collected implements ReportWriter {
    private final List<Diagnosis> diagnoses = new ArrayList<>();

    @Override
    public void beginCapture(String name, CaptureSummary known) {}

    @Override
    public void connection(Diagnosis diagnosis) {
      diagnoses.add(diagnosis);
    }

    @Override
    public void endCapture(CaptureResult result) {}

    @Override
    public void unreadable(String name, String code, String text) {}

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gcm13",
        "chacha13",
        "ccm13",
        "ccm8-13",
        "hrr13",
        "mtls13",
        "gcm12",
        "chacha12",
        "ccm12",
        "ccm8-12",
        "aria12",
        "camellia12",
        "cbc12-mte",
        "cbc12-etm",
        "cbc12-sha384-etm",
        "cbc11",
        "cbc10",
        "3des-10",
        "rc4-12",
        "rsa12"
      })
  void decryptsBothFinishedAndTheClosure(String name) throws IOException {
    readKeyLog(name);
    Diagnosis diagnosis = analyze(name);
    assertEquals(2, finished(diagnosis));
    assertEquals(List.of(true, true), verified(diagnosis));
    assertEquals(List.of(TlsEvent.Secrets.Use.FIT), uses(diagnosis));
    assertEquals(2, closures(diagnosis));
    assertTrue(diagnosis.facts().decrypted());
  }

  @Test
  void readsUnencryptedRecordsWithoutSecrets() throws IOException {
    Diagnosis diagnosis = analyze("null12");
    assertEquals(2, finished(diagnosis));
    assertEquals(2, closures(diagnosis));
    assertFalse(diagnosis.facts().decrypted());
  }

  @Test
  void readsTheAlertThatRefusesAMissingClientCertificate() throws IOException {
    readKeyLog("alert13");
    Diagnosis diagnosis = analyze("alert13");
    assertTrue(
        diagnosis.facts().alerts().stream()
            .anyMatch(a -> a.is(AlertDescription.CERTIFICATE_REQUIRED) && a.encrypted()));
  }

  @Test
  void verifiesAnAuthenticationAfterTheHandshake() throws IOException {
    readKeyLog("pha13");
    Diagnosis diagnosis = analyze("pha13");
    assertEquals(3, finished(diagnosis));
    assertEquals(List.of(true, true, true), verified(diagnosis));
  }

  @Test
  void decryptsRsaKeyExchangeByThePrivateKey() throws IOException {
    assertTrue(secrets.addRsaKey(Files.readString(FOLDER.resolve("other.pem"))));
    assertTrue(secrets.addRsaKey(Files.readString(FOLDER.resolve("rsa12.pem"))));
    Diagnosis diagnosis = analyze("rsa12");
    assertEquals(List.of(true, true), verified(diagnosis));
    assertEquals(2, closures(diagnosis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssl3-rc4", "ssl3-3des", "ssl3-aes", "rc4-md5-10"})
  void decryptsOldVersionsByThePrivateKey(String name) throws IOException {
    assertTrue(secrets.addRsaKey(Files.readString(FOLDER.resolve("rsa12.pem"))));
    Diagnosis diagnosis = analyze(name);
    assertEquals(2, finished(diagnosis));
    assertEquals(List.of(true, true), verified(diagnosis));
    assertEquals(List.of(TlsEvent.Secrets.Use.FIT), uses(diagnosis));
    assertTrue(closures(diagnosis) > 0);
  }

  @Test
  void saysThatAnRsaKeyIsTheWrongOne() throws IOException {
    assertTrue(secrets.addRsaKey(Files.readString(FOLDER.resolve("other.pem"))));
    Diagnosis diagnosis = analyze("rsa12");
    assertEquals(List.of(TlsEvent.Secrets.Use.WRONG_RSA_KEY), uses(diagnosis));
    assertEquals(0, finished(diagnosis));
    assertFalse(diagnosis.facts().decrypted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcm12", "cbc12-mte", "cbc12-etm", "cbc10", "rc4-12", "chacha13"})
  void saysThatSecretsDoNotFit(String name) throws IOException {
    StringBuilder wrong = new StringBuilder();
    for (String line : Files.readAllLines(FOLDER.resolve(name + ".keys"))) {
      char last = line.charAt(line.length() - 1);
      wrong.append(line, 0, line.length() - 1).append(last == '0' ? '1' : '0').append('\n');
    }
    Path keyLog = Files.createTempFile("wrong", ".keys");
    try {
      Files.writeString(keyLog, wrong);
      secrets.addKeyLog(Files.newInputStream(keyLog));
    } finally {
      Files.delete(keyLog);
    }
    Diagnosis diagnosis = analyze(name);
    assertEquals(List.of(TlsEvent.Secrets.Use.WRONG, TlsEvent.Secrets.Use.WRONG), uses(diagnosis));
    assertFalse(diagnosis.facts().decrypted());
  }

  private void readKeyLog(String name) throws IOException {
    try (var in = Files.newInputStream(FOLDER.resolve(name + ".keys"))) {
      assertTrue(secrets.addKeyLog(in) > 0);
    }
  }

  private Diagnosis analyze(String name) throws IOException {
    Collected collected = new Collected();
    try (CaptureReader capture =
        CaptureReader.open(FOLDER.resolve(name + ".pcap"), Limits.DEFAULT)) {
      Analysis.builder()
          .secrets(secrets)
          .trustStore(new TrustStore(false))
          .build()
          .run(capture, name, collected);
    }
    assertEquals(1, collected.diagnoses.size());
    return collected.diagnoses.get(0);
  }

  private static long finished(Diagnosis diagnosis) {
    return diagnosis.facts().handshake().stream()
        .filter(h -> h.value().message().type().equals(HandshakeType.FINISHED))
        .count();
  }

  private static List<Boolean> verified(Diagnosis diagnosis) {
    return diagnosis.facts().events(TlsEvent.VerifyData.class).stream()
        .map(v -> v.value().right())
        .toList();
  }

  private static List<TlsEvent.Secrets.Use> uses(Diagnosis diagnosis) {
    return diagnosis.facts().events(TlsEvent.Secrets.class).stream()
        .map(Seen::value)
        .map(TlsEvent.Secrets::use)
        .toList();
  }

  private static long closures(Diagnosis diagnosis) {
    return diagnosis.facts().alerts().stream()
        .filter(a -> a.is(AlertDescription.CLOSE_NOTIFY))
        .count();
  }
}
