package dev.shakedown.anonymize;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * A key pair that stands for somebody's public key: of the same kind and size, made of the
 * pseudonym key. Its private half is at hand, so what the real key had signed can be signed again.
 */
interface ReplacementKey {
  /** The content of subjectPublicKey (RFC 5280 4.1.2.7), as long as the original. */
  byte[] publicKey();

  /**
   * A signature of exactly this many bytes; empty where it cannot be made.
   *
   * @param algorithm signatureAlgorithm of a certificate or an OCSP response
   */
  Optional<byte[]> sign(byte[] message, AlgorithmIdentifier algorithm, int size);
}
