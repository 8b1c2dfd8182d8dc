package dev.shakedown.packet.link;

/** Linux NFLOG: family, version and resource id, then fields in the host's byte order. */
final class Nflog {
  private static final int PAYLOAD = 9;

  private Nflog() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(4)) {
      return Next.MALFORMED;
    }
    cursor.skip(4);
    while (cursor.has(4)) {
      boolean littleEndian = cursor.uint16LittleEndian(0) < cursor.uint16(0);
      int length = littleEndian ? cursor.uint16LittleEndian(0) : cursor.uint16(0);
      int type = (littleEndian ? cursor.uint16LittleEndian(2) : cursor.uint16(2)) & 0x7fff;
      if (length < 4) {
        return Next.MALFORMED;
      }
      if (type == PAYLOAD) {
        cursor.limit(length);
        cursor.skip(4);
        return Next.IP;
      }
      cursor.skip(Math.min(length + 3 & ~3, cursor.size()));
    }
    return Next.NOT_IP;
  }
}
