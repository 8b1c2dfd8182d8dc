package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** A LISP data packet (RFC 9300 5.3): eight bytes, then IP. */
final class Lisp {

  private Lisp() {}

  static int decode(Cursor cursor) {
    int version = cursor.has(9) ? cursor.uint8(8) >> 4 : 0;
    if (version != 4 && version != 6) {
      return Next.NO_TUNNEL;
    }
    cursor.skip(8);
    return Next.IP;
  }
}
