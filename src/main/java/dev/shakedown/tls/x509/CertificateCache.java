package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.util.LinkedHashMap;

/**
 * Remembers the certificates decoded last, by their content: a server sends the same chain in every
 * handshake, and every handshake then holds the same objects. Not thread-safe.
 */
public final class CertificateCache {
  /** Bytes of DER kept; what is decoded from them takes a few times as many. */
  private static final int CAPACITY = 4 << 20;

  private final LinkedHashMap<Bytes, Certificate> certificates =
      new LinkedHashMap<>(64, 0.75f, true);
  private int size;
  private long decodedBytes;

  /** The certificate of these bytes; never fails, see {@link Certificate#problem()}. */
  public Certificate get(Bytes der) {
    Certificate known = certificates.get(der);
    if (known == null) {
      known = Certificates.decode(der);
      certificates.put(der, known);
      size += der.size();
      decodedBytes += der.size();
      makeRoom();
    }
    return known;
  }

  /** Bytes of DER decoded so far, because they were not remembered. */
  public long decodedBytes() {
    return decodedBytes;
  }

  private void makeRoom() {
    var oldestFirst = certificates.keySet().iterator();
    while (size > CAPACITY && oldestFirst.hasNext()) {
      size -= oldestFirst.next().size();
      oldestFirst.remove();
    }
  }
}
