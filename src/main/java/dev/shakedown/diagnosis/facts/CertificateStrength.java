package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.x509.Certificate;
import java.time.Instant;

/**
 * Which keys and signatures peers refused as too weak at the time of the capture. A root's own
 * signature does not matter: nobody verifies it.
 */
final class CertificateStrength {
  /** Since the end of 2013 no key below 112 bits of security is issued (NIST SP 800-131A). */
  private static final Instant RSA_2048_NEEDED = Instant.parse("2014-01-01T00:00:00Z");

  /** Browsers and CAs gave SHA-1 up at the beginning of 2017. */
  private static final Instant SHA1_REFUSED = Instant.parse("2017-01-01T00:00:00Z");

  private CertificateStrength() {}

  static boolean isWeak(Certificate certificate, Instant at) {
    return weakKey(certificate, at)
        || !certificate.isSelfSigned() && weakSignature(certificate, at);
  }

  private static boolean weakKey(Certificate certificate, Instant at) {
    return switch (certificate.keyAlgorithm()) {
      case "RSA", "RSASSA-PSS", "DSA" ->
          certificate.keyBits() < (at.isBefore(RSA_2048_NEEDED) ? 1024 : 2048);
      case "EC" -> certificate.keyBits() < 224;
      default -> false;
    };
  }

  private static boolean weakSignature(Certificate certificate, Instant at) {
    return certificate.signatureHash().startsWith("MD")
        || certificate.signatureHash().equals("SHA1") && !at.isBefore(SHA1_REFUSED);
  }
}
