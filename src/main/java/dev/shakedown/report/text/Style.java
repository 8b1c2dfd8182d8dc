package dev.shakedown.report.text;

/** An accent of a piece of text: never the only bearer of a meaning. */
enum Style {
  PLAIN(""),
  BOLD("\u001b[1m"),
  FAINT("\u001b[2m"),
  RED("\u001b[31m"),
  GREEN("\u001b[32m"),
  YELLOW("\u001b[33m"),
  CYAN("\u001b[36m"),
  BOLD_RED("\u001b[1;31m");

  static final String RESET = "\u001b[0m";

  private final String sequence;

  Style(String sequence) {
    this.sequence = sequence;
  }

  /** The terminal's control sequence that turns it on. */
  String sequence() {
    return sequence;
  }
}
