package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** EtherIP (RFC 3378 3): two bytes, then Ethernet. */
final class EtherIp {

  private EtherIp() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(2)) {
      return Next.MALFORMED;
    }
    cursor.skip(2);
    return Next.link(1);
  }
}
