package dev.shakedown.cli;

/** The command line is wrong; the message says how, in the user's language. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
