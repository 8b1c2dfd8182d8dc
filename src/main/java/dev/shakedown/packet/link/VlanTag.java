package dev.shakedown.packet.link;

/** A tag of IEEE 802.1Q or 802.1ad behind its TPID: TCI, then the next type or length. */
final class VlanTag {
  private static final int VLAN_ID = 0x0fff;

  private VlanTag() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(4)) {
      return Next.MALFORMED;
    }
    cursor.markVlan(cursor.uint16(0) & VLAN_ID);
    int type = cursor.uint16(2);
    cursor.skip(4);
    return Next.etherType(type);
  }
}
