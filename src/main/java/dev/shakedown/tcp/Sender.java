package dev.shakedown.tcp;

/** Who an event of a connection comes from. */
public enum Sender {
  CLIENT,
  SERVER,
  NETWORK,
  LOG;

  /** The other end; client and server only. */
  public Sender peer() {
    return switch (this) {
      case CLIENT -> SERVER;
      case SERVER -> CLIENT;
      case NETWORK, LOG -> throw new IllegalStateException(this + " has no peer");
    };
  }
}
