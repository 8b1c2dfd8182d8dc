package dev.shakedown.diagnosis;

import java.util.Locale;

/** Who ended the handshake, or kept it from going on. */
public enum StoppedBy {
  CLIENT,
  SERVER,
  NETWORK,
  CAPTURE,
  NONE;

  /** The name in the public contract. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
