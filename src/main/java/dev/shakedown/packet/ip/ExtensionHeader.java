package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** An IPv6 extension header of the common form (RFC 6564 4): next header, length in units of 8. */
final class ExtensionHeader {
  private static final int NO_NEXT_HEADER = 59;

  private ExtensionHeader() {}

  static int decode(Cursor cursor) {
    int size = cursor.has(8) ? 8 + cursor.uint8(1) * 8 : Integer.MAX_VALUE;
    if (!cursor.has(size)) {
      return Next.MALFORMED;
    }
    int nextHeader = cursor.uint8(0);
    cursor.markProtocolField(0);
    cursor.skip(size);
    return nextHeader == NO_NEXT_HEADER ? Next.OTHER_IP : Next.ipProtocol(nextHeader);
  }
}
