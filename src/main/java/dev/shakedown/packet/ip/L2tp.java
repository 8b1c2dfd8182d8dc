package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;
import dev.shakedown.packet.link.Ppp;

/** A data message of L2TP version 2 (RFC 2661 3.1); the fields are there as the flags say. */
final class L2tp {
  private static final int CONTROL = 0x80;
  private static final int LENGTH = 0x40;
  private static final int SEQUENCE = 0x08;
  private static final int OFFSET = 0x02;

  private L2tp() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(6) || (cursor.uint8(1) & 0x0f) != 2 || (cursor.uint8(0) & CONTROL) != 0) {
      return Next.NO_TUNNEL;
    }
    int flags = cursor.uint8(0);
    int size = 6 + ((flags & LENGTH) != 0 ? 2 : 0) + ((flags & SEQUENCE) != 0 ? 4 : 0);
    if ((flags & OFFSET) != 0) {
      if (!cursor.has(size + 2)) {
        return Next.NO_TUNNEL;
      }
      size += 2 + cursor.uint16(size);
    }
    if (!cursor.has(size)) {
      return Next.NO_TUNNEL;
    }
    cursor.skip(size);
    return Ppp.decode(cursor);
  }
}
