package dev.shakedown.tcp;

/** Learns which connection each frame belongs to, as {@link FlowTable} sorts them. */
@FunctionalInterface
public interface FrameListener {
  /**
   * A frame is of a connection: a segment, an ICMP error about one, or a fragment. Not all
   * fragments of a datagram are told, only those that complete it or begin and end what is given
   * up.
   */
  void frame(int flow, long frame);
}
