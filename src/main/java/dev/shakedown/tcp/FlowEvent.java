package dev.shakedown.tcp;

/** Something that happened on a connection; an immutable value. TCP's own are {@link TcpEvent}. */
public interface FlowEvent {
  /** Bytes of memory that it and its place in a log take, estimated from above. */
  default int heldBytes() {
    return 100;
  }
}
