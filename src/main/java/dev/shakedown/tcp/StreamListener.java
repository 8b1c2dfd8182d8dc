package dev.shakedown.tcp;

/**
 * Receives the two byte streams of one connection in order. Calls come in the order of the packets
 * that completed the bytes.
 */
public interface StreamListener {
  /** Opens a listener for a connection. */
  @FunctionalInterface
  interface Factory {
    StreamListener open(FlowContext flow);
  }

  /**
   * The next bytes of a direction: one call for each segment that brought any of them.
   *
   * @param from whose bytes
   * @param buffer holds them; valid during the call only
   * @param frame the frame that completed them
   * @param epochNanos its capture time
   */
  void data(Sender from, byte[] buffer, int offset, int length, long frame, long epochNanos);

  /**
   * The next {@code length} bytes of a direction are lost for good; the data that follows lies
   * behind them.
   */
  void gap(Sender from, long length, long frame, long epochNanos);

  /** The direction has ended by FIN. */
  void end(Sender from, long frame, long epochNanos);

  /** The connection is over; no call follows. Last chance to write events. */
  void finish();
}
