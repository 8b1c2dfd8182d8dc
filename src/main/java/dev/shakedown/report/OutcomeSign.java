package dev.shakedown.report;

import dev.shakedown.diagnosis.Outcome;

/** The sign of an outcome, which says it without colour. */
public final class OutcomeSign {
  private OutcomeSign() {}

  /** One character. */
  public static String of(Outcome outcome) {
    return switch (outcome) {
      case FAILED, NO_CONNECTION -> "✗";
      case STALLED -> "…";
      case INDETERMINATE -> "?";
      case COMPLETED -> "!";
      case NOT_ATTEMPTED, NOT_TLS -> "·";
    };
  }
}
