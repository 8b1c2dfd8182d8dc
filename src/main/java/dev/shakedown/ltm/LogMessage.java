package dev.shakedown.ltm;

import java.util.Optional;

/** What a line says. The names are those of the messages, the order is that of the endpoints. */
public sealed interface LogMessage {

  /**
   * A message that names a connection by its two ends, and nothing of why it failed (01260013).
   *
   * @param first as commonly read the remote end
   */
  record HandshakeFailed(LogEndpoint first, LogEndpoint second) implements LogMessage {}

  /**
   * The device's own reason for giving a handshake up (01260009).
   *
   * @param ends the connection's; empty up to version 11 and where the device says "null connflow"
   * @param where function and line of the software, {@code ssl_passthru:5234}
   * @param cause in words
   * @param alert the alert that goes with it, 0..255
   */
  record ConnectionError(Optional<Ends> ends, String where, String cause, int alert)
      implements LogMessage {}

  /** No cipher suite in common (01260026). */
  record NoSharedCiphers(LogEndpoint first, LogEndpoint second) implements LogMessage {}

  /**
   * The device sent a reset (01230140).
   *
   * @param value names, together with the line, the place in one build of the software
   * @param peer whether the cause lies on the other side of the proxied connection
   * @param cause in words
   */
  record ResetSent(
      LogEndpoint first, LogEndpoint second, long value, int line, boolean peer, String cause)
      implements LogMessage {}

  /** Messages are being left out, or were. */
  record Throttled() implements LogMessage {}

  /** Anything else. */
  record Other() implements LogMessage {}

  /** The two ends of a connection, in the order of the line. */
  record Ends(LogEndpoint first, LogEndpoint second) {
    /** The same in the other order. */
    Ends swapped() {
      return new Ends(/* first= */ second, /* second= */ first);
    }

    /** Whether both are the ends of the same connection, in whatever order. */
    boolean pair(Ends that) {
      return first.equals(that.first) && second.equals(that.second)
          || second.equals(that.first) && first.equals(that.second);
    }
  }

  /** The ends it names; empty if it names none. */
  default Optional<Ends> namedEnds() {
    if (this instanceof HandshakeFailed failed) {
      return Optional.of(new Ends(failed.first(), failed.second()));
    }
    if (this instanceof NoSharedCiphers shared) {
      return Optional.of(new Ends(shared.first(), shared.second()));
    }
    if (this instanceof ResetSent reset) {
      return Optional.of(new Ends(reset.first(), reset.second()));
    }
    return this instanceof ConnectionError error ? error.ends() : Optional.empty();
  }

  /** Reads the text behind a message's number; what has no known form is {@link Other}. */
  static LogMessage of(String text) {
    for (MessageForm form : MessageForm.ALL) {
      Optional<LogMessage> message = form.read(text);
      if (message.isPresent()) {
        return message.get();
      }
    }
    return new Other();
  }
}
