package dev.shakedown.packet.link;

/** Solaris IPNET: 24 bytes with the address family in the second, then the packet. */
final class Ipnet {

  private Ipnet() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(24)) {
      return Next.MALFORMED;
    }
    boolean ip = NullLoopback.isIp(cursor.uint8(1));
    cursor.skip(24);
    return ip ? Next.IP : Next.NOT_IP;
  }
}
