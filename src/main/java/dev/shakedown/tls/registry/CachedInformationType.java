package dev.shakedown.tls.registry;

/** TLS CachedInformationType Values registry (RFC 7924 3). */
public record CachedInformationType(int code) implements Registered {
  private static final Names NAMES = Names.of("cached-information-types.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof CachedInformationType other && code == other.code;
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
