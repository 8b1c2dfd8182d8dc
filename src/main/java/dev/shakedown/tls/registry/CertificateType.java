package dev.shakedown.tls.registry;

/** TLS Certificate Types registry (RFC 7250 3, RFC 6091 3.1). */
public record CertificateType(int code) implements Registered {
  private static final Names NAMES = Names.of("certificate-types.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof CertificateType other && code == other.code;
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
