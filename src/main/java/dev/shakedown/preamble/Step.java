package dev.shakedown.preamble;

/**
 * What a dialogue found next in the bytes of a side.
 *
 * @param length bytes of the message; may exceed what is there: the rest is then passed over
 * @param event what to log; null if the message is counted only
 * @param then how to go on
 */
record Step(long length, PlaintextEvent event, Then then) {
  /** The message is not complete. */
  static final Step MORE = new Step(0, null, Then.GO_ON);

  /** All the bytes of this side are TLS from here on. */
  static final Step TLS_FROM_HERE = new Step(Long.MAX_VALUE, null, Then.IS_TLS);

  /** What follows a message. */
  enum Then {
    /** The next message of the dialogue. */
    GO_ON,
    /** Bytes of no further interest, up to the end of this side. */
    OPAQUE,
    /** Anything, on both sides: a header or the setup of a tunnel is over. */
    AFRESH,
    /** Nothing yet: the bytes of this step themselves are TLS. */
    IS_TLS,
    /** The next message; these bytes are none, but packaging or the body of an earlier one. */
    UNCOUNTED
  }

  /** A message to log. */
  static Step say(PlaintextEvent event) {
    return new Step(event.length(), event, Then.GO_ON);
  }

  /** A message to count only. */
  static Step pass(long length) {
    return new Step(length, null, Then.GO_ON);
  }

  /** The next {@code length} bytes are TLS; the dialogue goes on after them. */
  static Step tls(long length) {
    return new Step(length, null, Then.IS_TLS);
  }

  /** Bytes that are no message of their own. */
  static Step uncounted(long length) {
    return new Step(length, null, Then.UNCOUNTED);
  }

  /** The same step with a longer message: a body follows the head. */
  Step withBody(long body) {
    return new Step(length + body, event, then);
  }

  /** The same step, but its side is of no further interest. */
  Step thenOpaque() {
    return new Step(length, event, Then.OPAQUE);
  }

  /** The same step, after which both sides are judged as if they began. */
  Step thenAfresh() {
    return new Step(length, event, Then.AFRESH);
  }
}
