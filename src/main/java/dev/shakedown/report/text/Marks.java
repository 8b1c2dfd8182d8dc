package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Outcome;

/** The colour of an outcome, beside its {@link dev.shakedown.report.OutcomeSign}. */
final class Marks {
  private Marks() {}

  static Style style(Outcome outcome) {
    return switch (outcome) {
      case FAILED, NO_CONNECTION -> Style.RED;
      case STALLED, INDETERMINATE -> Style.YELLOW;
      case COMPLETED -> Style.GREEN;
      case NOT_ATTEMPTED, NOT_TLS -> Style.FAINT;
    };
  }
}
