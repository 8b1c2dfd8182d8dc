package dev.shakedown.tls.registry;

/** TLS Certificate Compression Algorithm IDs registry (RFC 8879 3). */
public record CertificateCompressionAlgorithm(int code) implements Registered {
  private static final Names NAMES = Names.of("certificate-compression-algorithms.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 16);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof CertificateCompressionAlgorithm other && code == other.code;
  }

  @Override
  public int hashCode() {
    return code;
  }

  @Override
  public String toString() {
    return name();
  }
}
