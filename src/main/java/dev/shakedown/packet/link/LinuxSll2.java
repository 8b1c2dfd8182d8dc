package dev.shakedown.packet.link;

/** Linux cooked capture version 2, LINKTYPE_LINUX_SLL2. */
final class LinuxSll2 {
  private static final int SIZE = 20;

  private LinuxSll2() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(SIZE)) {
      return Next.MALFORMED;
    }
    int protocol = cursor.uint16(0);
    int hardwareType = cursor.uint16(8);
    cursor.skip(SIZE);
    return LinuxSll.protocol(hardwareType, protocol, cursor);
  }
}
