package dev.shakedown.tls.registry;

/** TLS Supplemental Data Formats registry (RFC 4680 3). */
public record SupplementalDataType(int code) implements Registered {
  private static final Names NAMES = Names.of("supplemental-data-types.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 16);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof SupplementalDataType other && code == other.code;
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
