package dev.shakedown.packet.link;

/** The Prism header, or the AVS header that replaced it; then 802.11. */
final class PrismHeader {
  private static final int AVS_MAGIC = 0x80211;

  private PrismHeader() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(8)) {
      return Next.MALFORMED;
    }
    boolean avs = cursor.uint32(0) >>> 12 == AVS_MAGIC;
    long size = cursor.uint32(4);
    if (!avs) {
      size = Math.min(size, cursor.uint32LittleEndian(4)); // in the byte order of the host
    }
    if (size < 8 || size > cursor.size()) {
      return Next.MALFORMED;
    }
    cursor.skip((int) size);
    return Ieee80211.decode(cursor);
  }
}
