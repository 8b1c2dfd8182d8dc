package dev.shakedown.tls.registry;

/** TLS EC Point Formats registry (RFC 8422 5.1.2). */
public record EcPointFormat(int code) implements Registered {
  private static final Names NAMES = Names.of("ec-point-formats.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof EcPointFormat other && code == other.code;
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
