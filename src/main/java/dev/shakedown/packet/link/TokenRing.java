package dev.shakedown.packet.link;

/** IEEE 802.5: access and frame control, two addresses, perhaps a route, then LLC. */
final class TokenRing {
  private static final int SIZE = 14;

  private TokenRing() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(SIZE)) {
      return Next.MALFORMED;
    }
    boolean routed = (cursor.uint8(8) & 0x80) != 0;
    cursor.skip(SIZE);
    if (routed) {
      int route = cursor.has(2) ? cursor.uint8(0) & 0x1f : 0;
      if (route < 2 || !cursor.has(route)) {
        return Next.MALFORMED;
      }
      cursor.skip(route);
    }
    return Llc.decode(cursor);
  }
}
