package dev.shakedown.packet.link;

/**
 * Cisco MetaData (security group tags): version, length, an option and a tag, then the next type.
 */
final class CiscoMetaData {

  private CiscoMetaData() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(8)) {
      return Next.MALFORMED;
    }
    int type = cursor.uint16(6);
    cursor.skip(8);
    return Next.etherType(type);
  }
}
