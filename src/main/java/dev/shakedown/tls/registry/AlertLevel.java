package dev.shakedown.tls.registry;

/** AlertLevel (RFC 8446 6). */
public record AlertLevel(int code) implements Registered {
  public static final AlertLevel WARNING = new AlertLevel(1);
  public static final AlertLevel FATAL = new AlertLevel(2);
  private static final Names NAMES = Names.of("alert-levels.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof AlertLevel other && code == other.code;
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
