package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** TZSP, the stream of sniffing access points and routers: tagged fields, then the frame. */
final class Tzsp {
  private static final int VERSION = 1;
  private static final int RECEIVED = 0;
  private static final int PADDING = 0;
  private static final int END_OF_FIELDS = 1;

  private Tzsp() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(5) || cursor.uint8(0) != VERSION || cursor.uint8(1) != RECEIVED) {
      return Next.NO_TUNNEL;
    }
    int linkType = linkType(cursor.uint16(2));
    cursor.skip(4);
    while (cursor.has(1) && cursor.uint8(0) != END_OF_FIELDS) {
      int size = cursor.uint8(0) == PADDING ? 1 : cursor.has(2) ? 2 + cursor.uint8(1) : 2;
      if (!cursor.has(size)) {
        return Next.MALFORMED;
      }
      cursor.skip(size);
    }
    if (linkType < 0 || !cursor.has(1)) {
      return Next.OTHER_IP;
    }
    cursor.skip(1);
    return Next.link(linkType);
  }

  private static int linkType(int encapsulated) {
    return switch (encapsulated) {
      case 0x01 -> 1;
      case 0x12 -> 105;
      case 0x77 -> 119;
      case 0x7f -> 127;
      default -> -1;
    };
  }
}
