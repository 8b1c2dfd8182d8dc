package dev.shakedown.tls.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.fuzz.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes taken for a certificate in DER, or for an OCSP response. */
class CertificateFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.concat(Seeds.files(Path.of("testdata/x509"), ".der"), Seeds.kept("certificate"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void neverFails(byte[] input) {
    Bytes der = Bytes.copyOf(input);
    Certificate certificate = Certificates.decode(der);
    assertEquals(der, certificate.der());
    assertEquals(certificate.toString(), Certificates.decode(der).toString());
    if (certificate.readable()) {
      assertTrue(certificate.keyBits() >= 0, "a key of no negative size");
      SignatureCheck.of(OcspStatuses.decode(der), certificate);
      PathValidation.of(List.of(certificate, certificate));
    }
    TrustStoreFile.of(input);
    assertEquals(OcspStatuses.decode(der).toString(), OcspStatuses.decode(der).toString());
  }
}
