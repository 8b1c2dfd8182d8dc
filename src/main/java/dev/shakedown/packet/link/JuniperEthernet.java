package dev.shakedown.packet.link;

/** Juniper's header with its extensions of stated length, then Ethernet. */
final class JuniperEthernet {
  private static final int MAGIC = 0x4d4743;
  private static final int NO_LINK_LAYER = 0x02;
  private static final int EXTENSIONS = 0x80;

  private JuniperEthernet() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(6) || cursor.uint16(0) != MAGIC >> 8 || cursor.uint8(2) != (MAGIC & 0xff)) {
      return Next.MALFORMED;
    }
    int flags = cursor.uint8(3);
    int size = (flags & EXTENSIONS) != 0 ? 6 + cursor.uint16(4) : 4;
    if (!cursor.has(size)) {
      return Next.MALFORMED;
    }
    cursor.skip(size);
    return (flags & NO_LINK_LAYER) != 0 ? Next.IP : Next.link(1);
  }
}
