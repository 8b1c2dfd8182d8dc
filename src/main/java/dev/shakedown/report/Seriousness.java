package dev.shakedown.report;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.groups.Group;

/** How much a connection deserves the reader's attention, most first. */
public enum Seriousness {
  FAILED,
  STALLED,
  NO_CONNECTION,
  INDETERMINATE,
  /** The handshake completed; there is something to say all the same. */
  REMARKABLE,
  ORDINARY;

  static Seriousness of(Outcome outcome) {
    return switch (outcome) {
      case FAILED -> FAILED;
      case STALLED -> STALLED;
      case NO_CONNECTION -> NO_CONNECTION;
      case INDETERMINATE -> INDETERMINATE;
      case COMPLETED -> REMARKABLE;
      case NOT_ATTEMPTED, NOT_TLS -> ORDINARY;
    };
  }

  /** The outcome of a group that deserves it most. */
  public static Outcome mostSerious(Group group) {
    return group.outcomes().keySet().stream()
        .min((one, other) -> of(one).compareTo(of(other)))
        .orElseThrow();
  }

  /** That of a connection; a completed one without findings is ordinary. */
  public static Seriousness of(Diagnosis diagnosis) {
    Seriousness byOutcome = of(diagnosis.outcome());
    return byOutcome == REMARKABLE && diagnosis.findings().isEmpty() ? ORDINARY : byOutcome;
  }
}
