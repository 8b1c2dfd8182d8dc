package dev.shakedown.packet.link;

/** Cisco VN-Tag (the 802.1Qbh draft): four bytes, then the next type. */
final class VnTag {

  private VnTag() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(6)) {
      return Next.MALFORMED;
    }
    int type = cursor.uint16(4);
    cursor.skip(6);
    return Next.etherType(type);
  }
}
