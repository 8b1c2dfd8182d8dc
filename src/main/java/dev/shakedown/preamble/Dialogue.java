package dev.shakedown.preamble;

import dev.shakedown.tcp.Sender;

/**
 * One protocol spoken in plaintext, as far as it takes to find out where TLS begins. Both sides of
 * a connection share one; it cuts each side's bytes into messages and says what they do.
 */
interface Dialogue {
  /** The name of the protocol at present. */
  String protocol();

  /**
   * Takes the next message of a side. Called at message boundaries only, with at least one byte,
   * and not if a TLS record begins here.
   */
  Step read(Sender from, Pending in);

  /**
   * Whether what one side speaks says what the other one does. If not, the other side is recognised
   * by itself first.
   */
  default boolean leads() {
    return true;
  }

  /**
   * Whether TLS records are looked for by the dialogue itself, because they end again or come in
   * packets of the protocol.
   */
  default boolean carriesTls() {
    return false;
  }
}
