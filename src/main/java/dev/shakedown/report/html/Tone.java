package dev.shakedown.report.html;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Outcome;

/** The colour of an outcome, beside its {@link dev.shakedown.report.OutcomeSign}. */
public final class Tone {
  private Tone() {}

  /** The name of its style. */
  public static String of(Outcome outcome) {
    return switch (outcome) {
      case FAILED, NO_CONNECTION -> "red";
      case STALLED, INDETERMINATE, COMPLETED -> "amber";
      case NOT_ATTEMPTED, NOT_TLS -> "grey";
    };
  }

  /** The same; green where it completed and there is nothing more to say. */
  public static String of(Diagnosis diagnosis) {
    boolean sound = diagnosis.outcome() == Outcome.COMPLETED && diagnosis.findings().isEmpty();
    return sound ? "green" : of(diagnosis.outcome());
  }
}
