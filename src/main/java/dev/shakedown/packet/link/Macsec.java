package dev.shakedown.packet.link;

/** IEEE 802.1AE: readable only where the frame is authenticated but not encrypted. */
final class Macsec {
  private static final int MINIMUM = 6;
  private static final int EXPLICIT_SCI = 0x20;
  private static final int ENCRYPTED = 0x08;
  private static final int CHANGED = 0x04;

  private Macsec() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(MINIMUM)) {
      return Next.MALFORMED;
    }
    int flags = cursor.uint8(0);
    int size = (flags & EXPLICIT_SCI) != 0 ? MINIMUM + 8 : MINIMUM;
    if ((flags & (ENCRYPTED | CHANGED)) != 0) {
      return Next.ENCRYPTED;
    }
    if (!cursor.has(size + 2)) {
      return Next.MALFORMED;
    }
    int type = cursor.uint16(size);
    cursor.skip(size + 2);
    return Next.etherType(type);
  }
}
