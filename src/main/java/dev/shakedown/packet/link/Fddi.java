package dev.shakedown.packet.link;

/** FDDI: frame control, two addresses, then LLC in asynchronous frames (ANSI X3.139). */
final class Fddi {
  private static final int SIZE = 13;

  private Fddi() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(SIZE)) {
      return Next.MALFORMED;
    }
    boolean llc = (cursor.uint8(0) & 0x70) == 0x50;
    cursor.skip(SIZE);
    return llc ? Llc.decode(cursor) : Next.NOT_IP;
  }
}
