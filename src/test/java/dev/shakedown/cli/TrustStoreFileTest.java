package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.tls.x509.TestCertificates;
import dev.shakedown.tls.x509.TrustStore;
import dev.shakedown.tls.x509.TrustStoreFile;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreFileTest {
  @TempDir private Path folder;

  @Test
  void readsABundleInPem() throws Exception {
    TrustStore store = TrustStoreFile.read(Files.writeString(file("roots.pem"), pem("root")));
    assertEquals(1, store.size());
    assertTrue(store.chosen());
    assertTrue(store.contains(TestCertificates.certificate("root")));
  }

  @Test
  void readsPkcs12() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setCertificateEntry(
        "root",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(TestCertificates.bytes("root").toArray())));
    try (OutputStream out = Files.newOutputStream(file("roots.p12"))) {
      keys.store(out, "changeit".toCharArray());
    }
    assertTrue(
        TrustStoreFile.read(file("roots.p12")).contains(TestCertificates.certificate("root")));
  }

  @Test
  void whatHoldsNoCertificateIsAWrongCommandLine() throws Exception {
    Path empty = Files.writeString(file("empty.pem"), "nothing");
    assertEquals(0, TrustStoreFile.read(empty).size());
    Path damaged =
        Files.writeString(
            file("damaged.pem"), "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n");
    Path endless = Path.of("/dev/zero");
    for (Path wrong : List.of(empty, damaged, endless, file("absent.pem"))) {
      Command.Result result =
          Command.run("--trust-store", wrong.toString(), "captures/401-unknown-ca.pcap");
      assertEquals(ExitStatus.USAGE, result.status());
    }
  }

  @Test
  void theRootsOfTheJdkAreReadWhenFirstNeeded() {
    TrustStore store = TrustStoreFile.ofJdk();
    assertEquals(0, store.size());
    assertFalse(store.contains(TestCertificates.certificate("root")));
    assertTrue(store.size() > 0);
    assertFalse(store.chosen());
  }

  @Test
  void theCommandJudgesByIt() throws Exception {
    String other = Files.writeString(file("other.pem"), pem("other")).toString();
    String accepted = "captures/001-good-tls12.pcap";
    assertTrue(
        Command.run("-f", "json", "--trust-store", other, accepted)
            .out()
            .contains("certificate-untrusted"));
    assertFalse(Command.run("-f", "json", accepted).out().contains("certificate-untrusted"));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private static String pem(String name) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(TestCertificates.bytes(name).toArray())
        + "\n-----END CERTIFICATE-----\n";
  }
}
