package dev.shakedown.tcp;

/** What a protocol above TCP may know of and do to the connection it listens to. */
public interface FlowContext {
  /** Where it writes its events. */
  FlowLog log();

  /** The end taken for the client at present. */
  Endpoint client();

  /** The end taken for the server at present. */
  Endpoint server();

  /**
   * Whether the capture holds a SYN of this connection: its streams then begin at the first byte.
   */
  boolean fromStart();

  /**
   * Says that the roles are the wrong way round (a message of the client's came from the end taken
   * for the server). Does nothing where a SYN proves them. Callers must exchange their own state if
   * it returns true.
   */
  boolean swapSides();

  /** Says that the roles are proven right (a message came from the end that sends it). */
  default void confirmSides() {}
}
