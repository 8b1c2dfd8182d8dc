package dev.shakedown.packet.link;

/** OpenBSD's enc(4): address family, SPI and flags, then the packet in the clear. */
final class EncapsulatedIpsec {

  private EncapsulatedIpsec() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(12)) {
      return Next.MALFORMED;
    }
    cursor.skip(12);
    return Next.IP;
  }
}
