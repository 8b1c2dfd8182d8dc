package dev.shakedown.packet.link;

/** IP over IEEE 1394 as Apple captures it: two addresses of eight bytes, then an EtherType. */
final class Ieee1394 {

  private Ieee1394() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(18)) {
      return Next.MALFORMED;
    }
    int type = cursor.uint16(16);
    cursor.skip(18);
    return Next.etherType(type);
  }
}
