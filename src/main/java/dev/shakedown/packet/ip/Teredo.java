package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** Teredo (RFC 4380 5.1.1): perhaps authentication, perhaps an origin, then IPv6. */
final class Teredo {
  private static final int AUTHENTICATION = 0x0001;
  private static final int ORIGIN = 0x0000;

  private Teredo() {}

  static int decode(Cursor cursor) {
    if (cursor.has(4) && cursor.uint16(0) == AUTHENTICATION) {
      int size = 13 + cursor.uint8(2) + cursor.uint8(3);
      if (!cursor.has(size)) {
        return Next.NO_TUNNEL;
      }
      cursor.skip(size);
    }
    if (cursor.has(8) && cursor.uint16(0) == ORIGIN) {
      cursor.skip(8);
    }
    return cursor.has(40) && cursor.uint8(0) >> 4 == 6 ? Next.IP : Next.NO_TUNNEL;
  }
}
