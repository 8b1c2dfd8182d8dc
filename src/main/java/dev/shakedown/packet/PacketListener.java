package dev.shakedown.packet;

/** Receives what {@link PacketDecoder} finds, packet by packet, in file order. */
public interface PacketListener {
  /** A TCP segment; the view is valid during the call only. */
  void segment(Segment segment);

  /** An ICMP or ICMPv6 error that quotes a TCP segment. */
  void icmpError(IcmpError error);

  /**
   * A datagram of which fragments stayed missing, said when its reassembly is given up (time, bound
   * or end of file).
   */
  void fragmentsMissing(IncompleteDatagram datagram);
}
