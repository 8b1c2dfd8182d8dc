package dev.shakedown.bytes;

import java.io.IOException;

/** An input that must be held as a whole is larger than it may be. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long limit;

  /**
   * Of an input that goes on behind this many bytes.
   *
   * @param limit a whole number of megabytes (2^20)
   */
  public TooLargeException(long limit) {
    super("more than " + limit + " bytes");
    this.limit = limit;
  }

  /** The most it may have, in units of 2^20 bytes. */
  public long megabytes() {
    return limit >> 20;
  }
}
