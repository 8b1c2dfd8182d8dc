package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** GTP-U version 1 (3GPP TS 29.281 5.1): a G-PDU carries the IP packet of a user. */
final class GtpUser {
  private static final int G_PDU = 255;
  private static final int OPTIONAL_FIELDS = 0x07;
  private static final int EXTENSION = 0x04;

  private GtpUser() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(8) || cursor.uint8(0) >> 4 != 3 || cursor.uint8(1) != G_PDU) {
      return Next.NO_TUNNEL;
    }
    int flags = cursor.uint8(0);
    if ((flags & OPTIONAL_FIELDS) == 0) {
      cursor.skip(8);
      return inner(cursor);
    }
    if (!cursor.has(12)) {
      return Next.NO_TUNNEL;
    }
    int extension = (flags & EXTENSION) != 0 ? cursor.uint8(11) : 0;
    cursor.skip(12);
    while (extension != 0) {
      int size = cursor.has(1) ? cursor.uint8(0) * 4 : 0;
      if (size == 0 || !cursor.has(size)) {
        return Next.MALFORMED;
      }
      extension = cursor.uint8(size - 1);
      cursor.skip(size);
    }
    return inner(cursor);
  }

  /** The user plane may carry Ethernet (and then no IP version in front) or nothing at all. */
  private static int inner(Cursor cursor) {
    if (cursor.size() == 0) {
      return Next.OTHER_IP;
    }
    int version = cursor.uint8(0) >> 4;
    return version == 4 || version == 6 ? Next.IP : Next.link(1);
  }
}
