package dev.shakedown.packet.link;

/** IP over InfiniBand (RFC 4391 6) behind a global route header of 40 bytes. */
final class IpOverInfiniband {

  private IpOverInfiniband() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(44)) {
      return Next.MALFORMED;
    }
    int type = cursor.uint16(40);
    cursor.skip(44);
    return Next.etherType(type);
  }
}
