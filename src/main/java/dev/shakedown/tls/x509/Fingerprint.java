package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of a certificate, made when first asked for: few reports print it, and the first
 * digest of a run brings in all of the JDK's security providers.
 */
final class Fingerprint {
  private final Bytes der;

  /** Threads that both find it missing make the same text. */
  private String sha256;

  Fingerprint(Bytes der) {
    this.der = der;
  }

  /** In lowercase hexadecimal digits. */
  String sha256() {
    String made = sha256;
    if (made == null) {
      try {
        made = Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(der.toArray())).hex();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
      sha256 = made;
    }
    return made;
  }

  @Override
  public String toString() {
    return sha256();
  }
}
