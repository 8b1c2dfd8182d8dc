package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the certificates decoded last, by their content: a server sends the same chain in every
 * handshake, and every handshake then holds the same objects. Not thread-safe.
 */
public final class CertificateCache {
  /** Certificates kept: a few KB each, so some MB in all. */
  private static final int CAPACITY = 1024;

  private final Map<Bytes, Certificate> certificates;

  /** An empty cache, for one analysis. */
  public CertificateCache() {
    this.certificates = new LeastRecentlyUsed();
  }

  /** The certificate of these bytes; never fails, see {@link Certificate#problem()}. */
  public Certificate get(Bytes der) {
    Certificate known = certificates.get(der);
    if (known == null) {
      known = Certificates.decode(der);
      certificates.put(der, known);
    }
    return known;
  }

  private static final class LeastRecentlyUsed extends LinkedHashMap<Bytes, Certificate> {
    private static final long serialVersionUID = 1L;

    LeastRecentlyUsed() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Bytes, Certificate> eldest) {
      return size() > CAPACITY;
    }
  }
}
