package dev.shakedown.packet.link;

/** An MPLS label stack (RFC 3032 2.1) and the guess of what is below it (RFC 4928 3). */
final class Mpls {
  private static final int BOTTOM_OF_STACK = 0x01;

  /** The pseudowire control word (RFC 4385 3) begins with four zero bits. */
  private static final int CONTROL_WORD = 4;

  private Mpls() {}

  static int decode(Cursor cursor) {
    boolean bottom = false;
    while (!bottom) {
      if (!cursor.has(4)) {
        return Next.MALFORMED;
      }
      bottom = (cursor.uint8(2) & BOTTOM_OF_STACK) != 0;
      cursor.skip(4);
    }
    if (!cursor.has(1)) {
      return Next.MALFORMED;
    }
    int nibble = cursor.uint8(0) >> 4;
    if (nibble == 6 || nibble == 4 && isV4(cursor)) {
      return Next.IP;
    }
    if (nibble == 0 && cursor.has(CONTROL_WORD)) {
      cursor.skip(CONTROL_WORD);
    }
    return Next.link(1);
  }

  /** An Ethernet address may begin with 4 as well; lengths that fit tell IPv4 from it. */
  private static boolean isV4(Cursor cursor) {
    int headerLength = (cursor.uint8(0) & 0x0f) * 4;
    int totalLength = cursor.has(4) ? cursor.uint16(2) : headerLength;
    return headerLength >= 20 && totalLength <= cursor.wireEnd() - cursor.position();
  }
}
