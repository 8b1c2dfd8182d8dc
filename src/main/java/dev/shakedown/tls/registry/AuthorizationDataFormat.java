package dev.shakedown.tls.registry;

/** TLS Authorization Data Formats registry (RFC 5878 2.3). */
public record AuthorizationDataFormat(int code) implements Registered {
  private static final Names NAMES = Names.of("authorization-data-formats.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof AuthorizationDataFormat other && code == other.code;
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
