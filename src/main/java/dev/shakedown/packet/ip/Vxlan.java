package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.NetworkServiceHeader;
import dev.shakedown.packet.link.Next;

/** VXLAN (RFC 7348 5) and its generic protocol extension (draft-ietf-nvo3-vxlan-gpe 3). */
final class Vxlan {
  private static final int VALID_NETWORK_IDENTIFIER = 0x08;
  private static final int NEXT_PROTOCOL = 0x04;

  private Vxlan() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(8)) {
      return Next.NO_TUNNEL;
    }
    int flags = cursor.uint8(0);
    int protocol = cursor.uint8(3);
    if ((flags & VALID_NETWORK_IDENTIFIER) == 0) {
      return Next.NO_TUNNEL;
    }
    cursor.skip(8);
    if ((flags & NEXT_PROTOCOL) == 0) {
      return Next.link(1);
    }
    return switch (protocol) {
      case 1, 2 -> Next.IP;
      case 4 -> NetworkServiceHeader.decode(cursor);
      case 5 -> Next.etherType(0x8847);
      default -> Next.link(1);
    };
  }
}
