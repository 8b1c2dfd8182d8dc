package dev.shakedown.packet.link;

/** Apple's PKTAP: header length, record type and link type in the host's byte order. */
final class Pktap {
  private static final int MINIMUM = 12;

  private Pktap() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(MINIMUM)) {
      return Next.MALFORMED;
    }
    boolean littleEndian = cursor.uint32LittleEndian(0) < cursor.uint32(0);
    long size = littleEndian ? cursor.uint32LittleEndian(0) : cursor.uint32(0);
    long linkType = littleEndian ? cursor.uint32LittleEndian(8) : cursor.uint32(8);
    if (size < MINIMUM || size > cursor.size() || linkType > 0xffff) {
      return Next.MALFORMED;
    }
    cursor.skip((int) size);
    return Next.link((int) linkType);
  }
}
