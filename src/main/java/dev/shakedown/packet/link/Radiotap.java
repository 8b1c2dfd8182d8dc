package dev.shakedown.packet.link;

/** Radiotap: version, padding, length (least significant byte first), fields; then 802.11. */
final class Radiotap {
  private static final int TSFT = 0x01;
  private static final int FLAGS = 0x02;

  /** Between the 802.11 header and the body there are bytes up to a multiple of four. */
  private static final int DATA_PADDED = 0x20;

  private Radiotap() {}

  static int decode(Cursor cursor) {
    int size = cursor.has(8) ? cursor.uint16LittleEndian(2) : 0;
    if (size < 8 || !cursor.has(size)) {
      return Next.MALFORMED;
    }
    boolean padded = (flags(cursor, size) & DATA_PADDED) != 0;
    cursor.skip(size);
    return Ieee80211.decode(cursor, padded);
  }

  /** The Flags field; it stands behind the presence words and the TSFT field, if that is there. */
  private static int flags(Cursor cursor, int size) {
    int at = 4;
    while (at + 8 <= size && (cursor.uint8(at + 3) & 0x80) != 0) {
      at += 4;
    }
    at += 4;
    int present = cursor.uint8(4);
    if ((present & TSFT) != 0) {
      at = (at + 7 & ~7) + 8;
    }
    return (present & FLAGS) != 0 && at < size ? cursor.uint8(at) : 0;
  }
}
