package dev.shakedown.packet;

/**
 * An ICMP (RFC 792) or ICMPv6 (RFC 4443) error message that quotes a TCP segment.
 *
 * @param frame the frame that holds it
 * @param epochNanos capture time
 * @param from the address that sent it
 * @param hopLimit its TTL or hop limit
 * @param v6 whether type and code are ICMPv6's
 * @param type 3, 4, 5, 11, 12 in ICMP; 1, 2, 3, 4 in ICMPv6
 * @param code as sent
 * @param mtu next-hop MTU of frag-needed or packet-too-big in bytes; 0 where absent
 * @param quotedSource source of the quoted segment
 * @param quotedDestination its destination
 * @param quotedSourcePort its source port
 * @param quotedDestinationPort its destination port
 * @param quotedSequence its sequence number (the first 8 bytes of TCP always hold it)
 * @param quotedPacketLength bytes of the quoted IP packet by its own header
 */
public record IcmpError(
    long frame,
    long epochNanos,
    IpAddress from,
    int hopLimit,
    boolean v6,
    int type,
    int code,
    int mtu,
    IpAddress quotedSource,
    IpAddress quotedDestination,
    int quotedSourcePort,
    int quotedDestinationPort,
    int quotedSequence,
    int quotedPacketLength) {

  /** Whether it says that the packet was too large for the next hop. */
  public boolean packetTooBig() {
    return v6 ? type == 2 : type == 3 && code == 4;
  }

  /** Whether it says that the destination cannot or may not be reached. */
  public boolean unreachable() {
    return v6 ? type == 1 : type == 3 && code != 4;
  }

  /**
   * Whether the destination's port is closed (a refusal by the host, or by a filter in its name).
   */
  public boolean portUnreachable() {
    return v6 ? type == 1 && code == 4 : type == 3 && code == 3;
  }

  /** Whether a filter says that it forbids the communication (RFC 1812 5.2.7.1, RFC 4443 3.1). */
  public boolean prohibited() {
    return v6
        ? type == 1 && (code == 1 || code == 5 || code == 6)
        : type == 3 && (code == 9 || code == 10 || code == 13);
  }
}
