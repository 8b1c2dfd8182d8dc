package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** GRE version 0 (RFC 2784, RFC 2890) and version 1, which PPTP uses (RFC 2637 4.1). */
final class Gre {
  private static final int CHECKSUM = 0x8000;
  private static final int ROUTING = 0x4000;
  private static final int KEY = 0x2000;
  private static final int SEQUENCE = 0x1000;
  private static final int ACKNOWLEDGMENT = 0x0080;
  private static final int VERSION = 0x0007;
  private static final int ERSPAN = 0x88be;
  private static final int ERSPAN_III = 0x22eb;
  private static final int WCCP = 0x883e;

  /** MikroTik's, in the layout of version 1. */
  private static final int ETHERNET_OVER_IP = 0x6400;

  private Gre() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(4)) {
      return Next.MALFORMED;
    }
    int flags = cursor.uint16(0);
    int type = cursor.uint16(2);
    int version = flags & VERSION;
    int size =
        4
            + ((flags & (CHECKSUM | ROUTING)) != 0 ? 4 : 0)
            + ((flags & KEY) != 0 ? 4 : 0)
            + ((flags & SEQUENCE) != 0 ? 4 : 0)
            + (version == 1 && (flags & ACKNOWLEDGMENT) != 0 ? 4 : 0);
    // Source routes went with RFC 2784; nobody sends them.
    if (version > 1 || (flags & ROUTING) != 0 || !cursor.has(size)) {
      return Next.MALFORMED;
    }
    cursor.skip(size);
    return switch (type) {
      case ERSPAN -> Erspan.decode(cursor, (flags & SEQUENCE) != 0);
      case ERSPAN_III -> Erspan.decodeThird(cursor);
      case WCCP -> redirected(cursor);
      case ETHERNET_OVER_IP -> Next.link(1);
      default -> cursor.size() == 0 ? Next.OTHER_IP : Next.etherType(type);
    };
  }

  /** WCCP version 2 puts four bytes before the IP packet, version 1 none. */
  private static int redirected(Cursor cursor) {
    if (cursor.has(8) && cursor.uint8(0) >> 4 != 4) {
      cursor.skip(4);
    }
    return Next.IP;
  }
}
