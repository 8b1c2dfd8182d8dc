package dev.shakedown.packet.link;

/** PPP in HDLC-like framing (RFC 1662), or Cisco HDLC, which its address byte tells apart. */
final class PppHdlc {
  private static final int CISCO_UNICAST = 0x0f;
  private static final int CISCO_MULTICAST = 0x8f;

  private PppHdlc() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(1)) {
      return Next.MALFORMED;
    }
    int address = cursor.uint8(0);
    return address == CISCO_UNICAST || address == CISCO_MULTICAST
        ? CiscoHdlc.decode(cursor)
        : Ppp.decode(cursor);
  }
}
