package dev.shakedown.packet.link;

/** The Network Service Header (RFC 8300 2.2). */
public final class NetworkServiceHeader {
  private NetworkServiceHeader() {}

  /** Decodes the header; also used behind VXLAN-GPE. */
  public static int decode(Cursor cursor) {
    int size = cursor.has(8) ? (cursor.uint8(1) & 0x3f) * 4 : 0;
    if (size < 8 || !cursor.has(size)) {
      return Next.MALFORMED;
    }
    int protocol = cursor.uint8(3);
    cursor.skip(size);
    return switch (protocol) {
      case 1, 2 -> Next.IP;
      case 3 -> Next.link(1);
      case 5 -> Mpls.decode(cursor);
      default -> Next.NOT_IP;
    };
  }
}
