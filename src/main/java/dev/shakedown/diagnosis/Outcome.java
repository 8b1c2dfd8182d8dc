package dev.shakedown.diagnosis;

import java.util.Locale;

/** How a connection's handshake came out. */
public enum Outcome {
  COMPLETED,
  FAILED,
  STALLED,
  INDETERMINATE,
  NOT_ATTEMPTED,
  NOT_TLS,
  NO_CONNECTION;

  /** The name in the public contract: {@code not-attempted}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
