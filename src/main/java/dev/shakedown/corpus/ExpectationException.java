package dev.shakedown.corpus;

import dev.shakedown.diagnosis.Message;
import java.util.Map;

/** An expectation file does not say what it should; the message tells where and why. */
final class ExpectationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Message reason;

  /**
   * A fault.
   *
   * @param line number of the line, 1 and up; 0 for the whole file
   */
  ExpectationException(int line, String fault, String value) {
    super(fault + " in line " + line);
    this.reason = new Message("corpus.bad." + fault, Map.of("line", line, "value", value));
  }

  Message reason() {
    return reason;
  }
}
