package dev.shakedown.packet.link;

/** PPP behind a byte that says who sent the frame. */
final class PppWithDirection {

  private PppWithDirection() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(1)) {
      return Next.MALFORMED;
    }
    cursor.skip(1);
    return Ppp.decode(cursor);
  }
}
