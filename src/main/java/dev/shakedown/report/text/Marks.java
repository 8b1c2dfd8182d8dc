package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Outcome;

/** Sign and colour of an outcome; each says it alone. */
final class Marks {
  private Marks() {}

  static String sign(Outcome outcome) {
    return switch (outcome) {
      case FAILED, NO_CONNECTION -> "✗";
      case STALLED -> "…";
      case INDETERMINATE -> "?";
      case COMPLETED -> "!";
      case NOT_ATTEMPTED, NOT_TLS -> "·";
    };
  }

  static Style style(Outcome outcome) {
    return switch (outcome) {
      case FAILED, NO_CONNECTION -> Style.RED;
      case STALLED, INDETERMINATE -> Style.YELLOW;
      case COMPLETED -> Style.GREEN;
      case NOT_ATTEMPTED, NOT_TLS -> Style.FAINT;
    };
  }
}
