package dev.shakedown.packet.link;

/** Frame Relay (RFC 2427 3): a Q.922 address, control and NLPID; or Cisco's EtherType. */
final class FrameRelay {
  private static final int UNNUMBERED_INFORMATION = 0x03;
  private static final int IPV4 = 0xcc;
  private static final int IPV6 = 0x8e;
  private static final int SNAP = 0x80;

  private FrameRelay() {}

  static int decode(Cursor cursor) {
    int size = 0;
    boolean last = false;
    while (!last) {
      if (size == 4 || !cursor.has(size + 3)) {
        return Next.MALFORMED;
      }
      last = (cursor.uint8(size++) & 1) != 0;
    }
    cursor.skip(size);
    if (cursor.uint8(0) != UNNUMBERED_INFORMATION) {
      int type = cursor.uint16(0);
      cursor.skip(2);
      return Next.etherType(type);
    }
    cursor.skip(1);
    return networkLayer(cursor);
  }

  private static int networkLayer(Cursor cursor) {
    if (cursor.has(2) && cursor.uint8(0) == 0) {
      cursor.skip(1); // aligns what follows
    }
    int nlpid = cursor.has(1) ? cursor.uint8(0) : 0;
    if (nlpid == IPV4 || nlpid == IPV6) {
      cursor.skip(1);
      return Next.IP;
    }
    if (nlpid != SNAP) {
      return Next.NOT_IP;
    }
    cursor.skip(1);
    return Llc.snap(cursor);
  }
}
