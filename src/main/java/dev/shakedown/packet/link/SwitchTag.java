package dev.shakedown.packet.link;

/** Ethernet with a tag between addresses and type, as switch chips send it to their host. */
final class SwitchTag {
  private static final int ADDRESSES = 12;

  private SwitchTag() {}

  static int decodeFour(Cursor cursor) {
    return decode(cursor, 4);
  }

  static int decodeEight(Cursor cursor) {
    return decode(cursor, 8);
  }

  private static int decode(Cursor cursor, int tag) {
    if (!cursor.has(ADDRESSES + tag + 2)) {
      return Next.MALFORMED;
    }
    int type = cursor.uint16(ADDRESSES + tag);
    cursor.skip(ADDRESSES + tag + 2);
    return Next.etherType(type);
  }
}
