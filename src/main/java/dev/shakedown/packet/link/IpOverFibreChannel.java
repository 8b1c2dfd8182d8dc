package dev.shakedown.packet.link;

/** IP over Fibre Channel (RFC 2625 3): two addresses of eight bytes, then LLC. */
final class IpOverFibreChannel {

  private IpOverFibreChannel() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(16)) {
      return Next.MALFORMED;
    }
    cursor.skip(16);
    return Llc.decode(cursor);
  }
}
