package dev.shakedown.packet.link;

/** PPI: version, flags, length and the link type of what follows, least significant byte first. */
final class PerPacketInformation {

  private PerPacketInformation() {}

  static int decode(Cursor cursor) {
    int size = cursor.has(8) ? cursor.uint16LittleEndian(2) : 0;
    long linkType = size < 8 ? 0 : cursor.uint32LittleEndian(4);
    if (size < 8 || !cursor.has(size) || linkType > 0xffff) {
      return Next.MALFORMED;
    }
    cursor.skip(size);
    return Next.link((int) linkType);
  }
}
