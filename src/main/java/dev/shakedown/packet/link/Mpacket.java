package dev.shakedown.packet.link;

/** An IEEE 802.3br mPacket: preamble and delimiter of eight bytes, then Ethernet. */
final class Mpacket {
  private static final int EXPRESS = 0xd5;

  private Mpacket() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(8)) {
      return Next.MALFORMED;
    }
    boolean express = cursor.uint8(7) == EXPRESS;
    cursor.skip(8);
    return express ? Next.link(1) : Next.NOT_IP;
  }
}
