package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.SharedValues;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.x509.CertificateCache;
import java.util.List;

/**
 * What messages share with earlier ones: certificates, and the parts of hellos that are the same in
 * every hello of a stack. Not thread-safe.
 */
public final class DecodeCache {
  private final CertificateCache certificates = new CertificateCache();
  private final SharedValues<Extension> extensions = new SharedValues<>();
  private final SharedValues<List<CipherSuite>> cipherSuites = new SharedValues<>();

  /** Decodes certificates. */
  public CertificateCache certificates() {
    return certificates;
  }

  SharedValues<Extension> extensions() {
    return extensions;
  }

  SharedValues<List<CipherSuite>> cipherSuites() {
    return cipherSuites;
  }

  /** Bytes decoded so far that were not remembered; what is decoded takes a few times as many. */
  public long decodedBytes() {
    return certificates.decodedBytes() + extensions.decodedBytes() + cipherSuites.decodedBytes();
  }
}
