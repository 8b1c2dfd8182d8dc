package dev.shakedown.packet.link;

/** Hilscher netANALYZER: four bytes, then Ethernet. */
final class NetAnalyzer {

  private NetAnalyzer() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(4)) {
      return Next.MALFORMED;
    }
    cursor.skip(4);
    return Next.link(1);
  }
}
