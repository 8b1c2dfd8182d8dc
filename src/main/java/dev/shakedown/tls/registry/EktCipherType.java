package dev.shakedown.tls.registry;

/** EKT Ciphers registry (RFC 8870 4.4). */
public record EktCipherType(int code) implements Registered {
  private static final Names NAMES = Names.of("ekt-cipher-types.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof EktCipherType other && code == other.code;
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
