package dev.shakedown.packet.link;

/** Endace ERF: a header of 16 bytes, extension headers, then the frame by its type. */
final class ExtensibleRecordFormat {
  private static final int SIZE = 16;
  private static final int MORE_HEADERS = 0x80;

  private ExtensibleRecordFormat() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(SIZE)) {
      return Next.MALFORMED;
    }
    int type = cursor.uint8(8);
    int wireLength = cursor.uint16(14);
    boolean more = (type & MORE_HEADERS) != 0;
    cursor.skip(SIZE);
    while (more) {
      if (!cursor.has(8)) {
        return Next.MALFORMED;
      }
      more = (cursor.uint8(0) & MORE_HEADERS) != 0;
      cursor.skip(8);
    }
    return switch (type & 0x7f) {
      case 1 -> frame(cursor, wireLength, 0, Next.link(50));
      case 2, 11, 16, 20 -> frame(cursor, wireLength, 2, Next.link(1));
      case 22, 23 -> Next.IP;
      default -> Next.NOT_IP;
    };
  }

  private static int frame(Cursor cursor, int wireLength, int padding, int next) {
    if (!cursor.has(padding)) {
      return Next.MALFORMED;
    }
    cursor.skip(padding);
    cursor.limit(wireLength);
    return next;
  }
}
