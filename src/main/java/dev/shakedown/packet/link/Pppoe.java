package dev.shakedown.packet.link;

/** A PPPoE session frame (RFC 2516 4). */
final class Pppoe {
  private static final int SESSION = 0;

  private Pppoe() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(6)) {
      return Next.MALFORMED;
    }
    if (cursor.uint8(1) != SESSION) {
      return Next.NOT_IP;
    }
    int length = cursor.uint16(4);
    cursor.skip(6);
    if (length > 0 && length <= cursor.wireEnd() - cursor.position()) {
      cursor.bind(length);
    }
    return Ppp.decode(cursor);
  }
}
