package dev.shakedown.cli;

/** The exit statuses of the public contract. */
final class ExitStatus {
  static final int DONE = 0;

  /** Done, and {@code --fail-on} found something. */
  static final int FOUND = 1;

  /** The command line is wrong, or the output cannot be written. */
  static final int USAGE = 2;

  /** An input could not be read; takes precedence over {@link #FOUND}. */
  static final int UNREADABLE = 3;

  private ExitStatus() {}
}
