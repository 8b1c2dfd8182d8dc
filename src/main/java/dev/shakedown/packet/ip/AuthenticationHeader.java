package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** The IP Authentication Header (RFC 4302 2); it hides nothing. */
final class AuthenticationHeader {

  private AuthenticationHeader() {}

  static int decode(Cursor cursor) {
    int size = cursor.has(8) ? 8 + cursor.uint8(1) * 4 : Integer.MAX_VALUE;
    if (!cursor.has(size)) {
      return Next.MALFORMED;
    }
    int nextHeader = cursor.uint8(0);
    cursor.markProtocolField(0);
    cursor.skip(size);
    return Next.ipProtocol(nextHeader);
  }
}
