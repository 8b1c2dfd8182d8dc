package dev.shakedown.packet.link;

/**
 * PPP (RFC 1661 2): perhaps address and control, then a protocol number of one or two bytes (RFC
 * 1661 6.5 and 6.6 allow to leave out or to shorten them).
 */
public final class Ppp {
  private static final int ADDRESS_AND_CONTROL = 0xff03;
  private static final int IPV4 = 0x0021;
  private static final int IPV6 = 0x0057;
  private static final int MPLS_UNICAST = 0x0281;
  private static final int MPLS_MULTICAST = 0x0283;

  private Ppp() {}

  /** Decodes the header; also used behind GRE and L2TP. */
  public static int decode(Cursor cursor) {
    if (cursor.has(2) && cursor.uint16(0) == ADDRESS_AND_CONTROL) {
      cursor.skip(2);
    }
    if (!cursor.has(2)) {
      return Next.MALFORMED;
    }
    // The last bit of a protocol number's first byte is 0 unless that byte is all of it.
    boolean compressed = (cursor.uint8(0) & 1) != 0;
    int protocol = compressed ? cursor.uint8(0) : cursor.uint16(0);
    cursor.skip(compressed ? 1 : 2);
    return switch (protocol) {
      case IPV4, IPV6 -> Next.IP;
      case MPLS_UNICAST, MPLS_MULTICAST -> Mpls.decode(cursor);
      default -> Next.NOT_IP;
    };
  }
}
