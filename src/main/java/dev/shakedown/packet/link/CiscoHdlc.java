package dev.shakedown.packet.link;

/** Cisco HDLC: address, control, EtherType (RFC 1547 4.3.1). */
final class CiscoHdlc {

  private CiscoHdlc() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(4)) {
      return Next.MALFORMED;
    }
    int type = cursor.uint16(2);
    cursor.skip(4);
    return Next.etherType(type);
  }
}
