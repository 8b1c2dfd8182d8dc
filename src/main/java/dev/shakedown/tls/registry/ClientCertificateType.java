package dev.shakedown.tls.registry;

/** TLS ClientCertificateType Identifiers registry (RFC 5246 7.4.4). */
public record ClientCertificateType(int code) implements Registered {
  private static final Names NAMES = Names.of("client-certificate-types.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof ClientCertificateType other && code == other.code;
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
