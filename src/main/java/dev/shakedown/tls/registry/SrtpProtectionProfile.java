package dev.shakedown.tls.registry;

/** SRTP Protection Profiles registry (RFC 5764 4.1.2). */
public record SrtpProtectionProfile(int code) implements Registered {
  private static final Names NAMES = Names.of("srtp-protection-profiles.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 16);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof SrtpProtectionProfile other && code == other.code;
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
