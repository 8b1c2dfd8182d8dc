package dev.shakedown.packet.link;

/** IEEE 802.1ah: a service tag of four bytes, then a whole Ethernet frame. */
final class ProviderBackbone {

  private ProviderBackbone() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(4)) {
      return Next.MALFORMED;
    }
    cursor.skip(4);
    return Next.link(1);
  }
}
