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
    if (nibble == 4 || nibble == 6) {
      return Next.IP;
    }
    if (nibble == 0 && cursor.has(CONTROL_WORD)) {
      cursor.skip(CONTROL_WORD);
    }
    return Next.link(1);
  }
}
