package dev.shakedown.tls.registry;

/** Heartbeat Modes registry (RFC 6520 2). */
public record HeartbeatMode(int code) implements Registered {
  private static final Names NAMES = Names.of("heartbeat-modes.csv");

  /** The name IANA gives, {@code unknown (0x..)} or {@code GREASE (0x....)}. */
  @Override
  public String name() {
    return NAMES.nameOf(code, 8);
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof HeartbeatMode other && code == other.code;
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
