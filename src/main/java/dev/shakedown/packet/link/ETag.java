package dev.shakedown.packet.link;

/** The E-Tag of IEEE 802.1BR: six bytes, then the next type. */
final class ETag {

  private ETag() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(8)) {
      return Next.MALFORMED;
    }
    int type = cursor.uint16(6);
    cursor.skip(8);
    return Next.etherType(type);
  }
}
