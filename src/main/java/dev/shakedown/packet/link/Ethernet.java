package dev.shakedown.packet.link;

/** Ethernet II and IEEE 802.3: two addresses, then a type or a length. */
final class Ethernet {
  private static final int SIZE = 14;

  private Ethernet() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(SIZE)) {
      return Next.MALFORMED;
    }
    int type = cursor.uint16(12);
    cursor.skip(SIZE);
    return Next.etherType(type);
  }
}
