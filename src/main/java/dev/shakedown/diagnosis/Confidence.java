package dev.shakedown.diagnosis;

import java.util.Locale;

/** How far the capture proves a finding. */
public enum Confidence {
  /** The wire says so. */
  CERTAIN,
  /** The wire excludes the usual alternatives. */
  LIKELY,
  /** Consistent with the wire, not proven. */
  POSSIBLE;

  /** The name in the public contract. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
