package dev.shakedown.tls.registry;

/** TLS PskKeyExchangeMode registry (RFC 8446 4.2.9). */
public record PskKeyExchangeMode(int code) implements Registered {
  private static final Names NAMES = Names.of("psk-key-exchange-modes.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof PskKeyExchangeMode other && code == other.code;
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
