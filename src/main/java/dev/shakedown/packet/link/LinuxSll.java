package dev.shakedown.packet.link;

/** Linux cooked capture, LINKTYPE_LINUX_SLL. */
final class LinuxSll {
  private static final int SIZE = 16;
  private static final int NETLINK = 824;
  private static final int LLC = 4;

  private LinuxSll() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(SIZE)) {
      return Next.MALFORMED;
    }
    int hardwareType = cursor.uint16(2);
    int protocol = cursor.uint16(14);
    cursor.skip(SIZE);
    return protocol(hardwareType, protocol, cursor);
  }

  /** What the protocol field says; on a few kinds of device it is no EtherType. */
  static int protocol(int hardwareType, int protocol, Cursor cursor) {
    if (hardwareType == NETLINK) {
      return Next.NOT_IP;
    }
    if (protocol < 0x600) {
      return protocol == LLC ? Llc.decode(cursor) : Next.NOT_IP;
    }
    return Next.etherType(protocol);
  }
}
