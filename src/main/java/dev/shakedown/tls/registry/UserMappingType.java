package dev.shakedown.tls.registry;

/** TLS UserMappingType Values registry (RFC 4681 2). */
public record UserMappingType(int code) implements Registered {
  private static final Names NAMES = Names.of("user-mapping-types.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof UserMappingType other && code == other.code;
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
