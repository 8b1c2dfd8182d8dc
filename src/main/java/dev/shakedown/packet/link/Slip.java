package dev.shakedown.packet.link;

/** SLIP as BSD captures it: a direction byte and the 15 bytes of a compressed header, then IP. */
final class Slip {
  private static final int SIZE = 16;

  private Slip() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(SIZE)) {
      return Next.MALFORMED;
    }
    // Some writers leave the pseudo header out; a direction byte is 0 or 1, never an IP version.
    if (cursor.uint8(0) <= 1) {
      cursor.skip(SIZE);
    }
    return Next.IP;
  }
}
