package dev.shakedown.packet.link;

/** BSD loopback: an address family of four bytes in either byte order, then the packet. */
final class NullLoopback {

  private NullLoopback() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(4)) {
      return Next.MALFORMED;
    }
    long family = Math.min(cursor.uint32(0), cursor.uint32LittleEndian(0));
    cursor.skip(4);
    return isIp(family) ? Next.IP : Next.NOT_IP;
  }

  /** AF_INET is 2 everywhere; AF_INET6 is 10, 23, 24, 26, 28 or 30, as the system likes. */
  static boolean isIp(long family) {
    return family == 2
        || family == 10
        || family == 23
        || family == 24
        || family == 26
        || family == 28
        || family == 30;
  }
}
