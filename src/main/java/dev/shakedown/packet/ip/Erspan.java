package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** ERSPAN of type I, II and III behind GRE (draft-foschiano-erspan 4). */
final class Erspan {
  private static final int SECOND_SIZE = 8;
  private static final int THIRD_SIZE = 12;
  private static final int SUBHEADER_SIZE = 8;

  private Erspan() {}

  /** Type I has no header and no sequence number in GRE, type II has both. */
  static int decode(Cursor cursor, boolean sequenced) {
    if (!sequenced) {
      return Next.link(1);
    }
    if (!cursor.has(SECOND_SIZE)) {
      return Next.MALFORMED;
    }
    cursor.skip(SECOND_SIZE);
    return Next.link(1);
  }

  /**
   * Type III; its last bit tells of a platform specific subheader, five bits of the frame's type.
   */
  static int decodeThird(Cursor cursor) {
    if (!cursor.has(THIRD_SIZE)) {
      return Next.MALFORMED;
    }
    int flags = cursor.uint16(10);
    int size = THIRD_SIZE + ((flags & 1) != 0 ? SUBHEADER_SIZE : 0);
    if (!cursor.has(size)) {
      return Next.MALFORMED;
    }
    cursor.skip(size);
    return (flags >> 10 & 0x1f) == 2 ? Next.IP : Next.link(1);
  }
}
