package dev.shakedown.packet.link;

/** The pf log of OpenBSD and FreeBSD: its first byte is its length without padding. */
final class Pflog {
  private static final int MINIMUM = 20;

  private Pflog() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(1)) {
      return Next.MALFORMED;
    }
    int size = cursor.uint8(0) + 3 & ~3;
    if (size < MINIMUM || !cursor.has(size)) {
      return Next.MALFORMED;
    }
    cursor.skip(size);
    return Next.IP;
  }
}
