package dev.shakedown.bytes;

/**
 * Bytes that do not have the shape their format demands. The message names the field, what it needs
 * and what is there; whoever holds a length around the broken part catches it and goes on.
 */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception without a stack trace: hostile input must not be able to make it dear.
   */
  public MalformedException(String problem) {
    super(problem, null, false, false);
  }
}
