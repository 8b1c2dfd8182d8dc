package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** Geneve (RFC 8926 3.4): options in units of four bytes, then what the protocol type says. */
final class Geneve {

  private Geneve() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(8) || cursor.uint8(0) >> 6 != 0) {
      return Next.NO_TUNNEL;
    }
    int size = 8 + (cursor.uint8(0) & 0x3f) * 4;
    int type = cursor.uint16(2);
    if (!cursor.has(size)) {
      return Next.NO_TUNNEL;
    }
    cursor.skip(size);
    return Next.etherType(type);
  }
}
