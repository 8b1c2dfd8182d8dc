package dev.shakedown.tls.x509;

import static dev.shakedown.tls.x509.TestCertificates.bytes;
import static dev.shakedown.tls.x509.TestCertificates.certificate;
import static dev.shakedown.tls.x509.TestCertificates.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathsAndSignaturesTest {

  @Test
  void namesKeysOfEveryKind() {
    assertEquals("Ed25519", certificate("leaf-ed25519").keyAlgorithm());
    assertEquals("Ed448", certificate("leaf-ed448").keyAlgorithm());
    assertEquals("secp521r1", certificate("leaf-p521").curve());
    assertEquals(521, certificate("leaf-p521").keyBits());
    Certificate pss = certificate("leaf-pss");
    assertEquals("RSASSA-PSS", pss.keyAlgorithm());
    assertEquals(2048, pss.keyBits());
    assertEquals("SHA256", pss.signatureHash());
  }

  @Test
  void showsUnicodeBesideTheALabel() {
    assertEquals(
        "DNS:xn--r8jz45g.example (例え.example)",
        InternationalNames.withUnicode(certificate("leaf-pss").subjectAltNames().get(0)));
    assertEquals("DNS:a.example", InternationalNames.withUnicode("DNS:a.example"));
    assertEquals("xn--\u0001", InternationalNames.withUnicode("xn--\u0001"));
    assertEquals("xn--a-ecp.ru", InternationalNames.withUnicode("xn--a-ecp.ru").split(" ", -1)[0]);
  }

  @Test
  void knowsWhoMayHaveIssuedWhom() {
    assertTrue(certificate("intermediate").mayHaveIssued(certificate("leaf")));
    assertFalse(certificate("root").mayHaveIssued(certificate("leaf")));
    assertTrue(certificate("root").isSelfSigned());
    assertFalse(certificate("leaf").isSelfSigned());
    assertEquals(
        certificate("leaf-keyid-issuer").issuerDer(),
        certificate("leaf-keyid-issuer").authorityIssuer());
  }

  @Test
  void verifiesPathsAndFindsTheBrokenSignature() {
    assertEquals(Optional.empty(), fault("leaf", "intermediate", "root"));
    assertEquals(Optional.of(PathFault.SIGNATURE), fault("leaf", "impostor", "root"));
    assertEquals(Optional.empty(), fault("leaf"));
    assertEquals(Optional.empty(), fault("leaf-ed25519", "intermediate"));
  }

  private static Optional<PathFault> fault(String... names) {
    return PathValidation.of(List.of(names).stream().map(TestCertificates::certificate).toList())
        .fault();
  }

  @Test
  void aTrustStoreKnowsItsRootsAndWhatTheyIssued() {
    TrustStore store = store("root");
    assertTrue(store.contains(certificate("root")));
    assertTrue(store.hasIssuerOf(certificate("intermediate")));
    assertFalse(store.hasIssuerOf(certificate("leaf")));
    assertFalse(store.contains(certificate("other")));
  }

  @Test
  void readsStapledResponses() {
    Certificate leaf = certificate("leaf");
    OcspStatus good = OcspStatuses.decode(bytes("ocsp-good"));
    assertEquals("", good.problem());
    assertEquals("successful", good.responseStatus());
    OcspStatus.Single single = good.of(leaf).orElseThrow();
    assertEquals("good", single.status());
    assertFalse(single.staleAt(single.thisUpdate()));
    assertTrue(single.staleAt(single.nextUpdate().orElseThrow().plus(Duration.ofSeconds(1))));
    assertTrue(single.staleAt(single.thisUpdate().minus(Duration.ofSeconds(1))));
    assertEquals(Optional.empty(), good.of(certificate("root")));
    OcspStatus.Single revoked = OcspStatuses.decode(bytes("ocsp-revoked")).of(leaf).orElseThrow();
    assertEquals("revoked", revoked.status());
    assertEquals("2026-01-01T00:00:00Z", revoked.revokedAt().orElseThrow().toString());
  }

  @Test
  void verifiesTheSignatureOfAStapledResponse() {
    Certificate issuer = certificate("intermediate");
    OcspStatus good = OcspStatuses.decode(bytes("ocsp-good"));
    assertEquals(SignatureCheck.VALID, SignatureCheck.of(good, issuer));
    OcspStatus other = OcspStatuses.decode(bytes("ocsp-other-signer"));
    assertEquals(SignatureCheck.INVALID, SignatureCheck.of(other, issuer));
  }

  @Test
  void damagedResponsesAndPathsNeverFail() {
    Certificate issuer = certificate("intermediate");
    for (String name : List.of("ocsp-good", "ocsp-revoked")) {
      Bytes whole = bytes(name);
      for (int length = 0; length < whole.size(); length++) {
        assertFalse(OcspStatuses.decode(whole.slice(0, length)).problem().isEmpty());
      }
      for (int at = 0; at < whole.size(); at++) {
        OcspStatus damaged = OcspStatuses.decode(flipped(whole, at));
        if (at % 8 == 0) {
          SignatureCheck.of(damaged, issuer);
        }
      }
    }
    Bytes leaf = bytes("leaf");
    for (int at = 0; at < leaf.size(); at += 4) {
      Certificate damaged = Certificates.decode(flipped(leaf, at));
      if (damaged.readable()) {
        PathValidation.of(List.of(damaged, issuer));
      }
    }
  }

  private static Bytes flipped(Bytes whole, int at) {
    byte[] flipped = whole.toArray();
    flipped[at] ^= 0x41;
    return Bytes.copyOf(flipped);
  }
}
