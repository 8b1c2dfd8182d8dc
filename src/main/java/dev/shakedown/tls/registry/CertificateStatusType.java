package dev.shakedown.tls.registry;

/** TLS Certificate Status Types registry (RFC 6066 8, RFC 6961 2.2). */
public record CertificateStatusType(int code) implements Registered {
  private static final Names NAMES = Names.of("certificate-status-types.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof CertificateStatusType other && code == other.code;
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
