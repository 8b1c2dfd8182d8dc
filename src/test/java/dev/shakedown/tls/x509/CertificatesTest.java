package dev.shakedown.tls.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.Hex;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificatesTest {
  private static final Bytes P256 = Hex.file("certificate-p256.hex");

  @Test
  void decodesEveryField() {
    Certificate certificate = Certificates.decode(P256);
    assertEquals("", certificate.problem());
    assertEquals(P256, certificate.der());
    assertEquals(
        "c115e1a0df82fff4b4a237cc954a865960a7ecdbd5f9922312d9fee4e4c885d7", certificate.sha256());
    assertEquals("C=JP,O=Example,CN=shop.example.com", certificate.subject());
    assertEquals(certificate.subject(), certificate.issuer());
    assertTrue(certificate.isSelfIssued());
    assertEquals("a1b2c", certificate.serial());
    assertEquals(Instant.parse("2026-11-23T21:43:12Z"), certificate.notBefore());
    assertEquals(Instant.parse("2036-11-20T21:43:12Z"), certificate.notAfter());
    assertEquals(
        List.of(
            "DNS:shop.example.com",
            "DNS:*.example.com",
            "IP:192.0.2.7",
            "IP:2001:db8::7:0:1",
            "email:admin@example.com",
            "URI:https://example.com/",
            "dirName:CN=inner"),
        certificate.subjectAltNames());
    assertEquals("EC", certificate.keyAlgorithm());
    assertEquals(256, certificate.keyBits());
    assertEquals("secp256r1", certificate.curve());
    assertEquals("SHA256withECDSA", certificate.signatureAlgorithm());
    assertEquals(3, certificate.version());
    assertTrue(certificate.isCa());
    assertEquals(2, certificate.pathLength());
    assertEquals(
        Optional.of(List.of("digitalSignature", "keyCertSign", "cRLSign")), certificate.keyUsage());
    assertEquals(
        Optional.of(List.of("serverAuth", "clientAuth", "1.3.6.1.4.1.311.10.3.3")),
        certificate.extendedKeyUsage());
    assertEquals("cbbd936687947ba53488f31840bd0ab64c16f77f", certificate.subjectKeyId().hex());
    assertEquals(List.of("http://ocsp.example.com"), certificate.ocspResponders());
    assertEquals(List.of("http://ca.example.com/ca.der"), certificate.caIssuers());
    assertTrue(certificate.mustStaple());
  }

  @Test
  void anEmptyIssuerIsNoObstacle() {
    Certificate certificate = Certificates.decode(withEmptyIssuer());
    assertEquals("", certificate.problem());
    assertEquals("", certificate.issuer());
    assertEquals("CN=rsa", certificate.subject());
  }

  /** The certificate of RFC 8448 3 without its issuer, all lengths around it made to fit. */
  private static Bytes withEmptyIssuer() {
    String hex = Hex.file("rfc8448-3-server-flight.hex").hex();
    int start = hex.indexOf("308201ac");
    return Bytes.ofHex(
        hex.substring(start, start + 2 * 432)
            .replaceFirst("308201ac30820115", "3082019e30820107")
            .replaceFirst("300e310c300a06035504031303727361", "3000"));
  }

  @Test
  void aCertificateCutShortIsUnreadableAtEveryLength() {
    for (int length = 0; length < P256.size(); length++) {
      Certificate certificate = Certificates.decode(P256.slice(0, length));
      assertFalse(certificate.readable(), "cut at " + length);
      assertEquals(64, certificate.sha256().length());
    }
  }

  @Test
  void flippedBytesNeverFail() {
    for (int at = 0; at < P256.size(); at++) {
      for (int mask : new int[] {0x01, 0x20, 0x80, 0xff}) {
        byte[] flipped = P256.toArray();
        flipped[at] ^= (byte) mask;
        Certificates.decode(Bytes.copyOf(flipped));
      }
    }
  }

  @Test
  void deepNestingIsUnreadable() {
    // 200,000 SEQUENCEs of indefinite length within each other.
    byte[] nested = new byte[400_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }
    assertFalse(Certificates.decode(Bytes.copyOf(nested)).readable());
  }

  @Test
  void theCacheDecodesACertificateOnce() {
    CertificateCache cache = new CertificateCache();
    assertSame(cache.get(P256), cache.get(Bytes.copyOf(P256.toArray())));
  }
}
