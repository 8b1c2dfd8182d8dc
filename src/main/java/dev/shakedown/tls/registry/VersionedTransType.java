package dev.shakedown.tls.registry;

/** Certificate Transparency VersionedTransTypes (RFC 9162 10.2.3). */
public record VersionedTransType(int code) implements Registered {
  private static final Names NAMES = Names.of("versioned-trans-types.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 16);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof VersionedTransType other && code == other.code;
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
