package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/** The IPv6 Fragment header (RFC 8200 4.5); an atomic fragment (RFC 6946) is a whole packet. */
final class FragmentHeader {
  private static final int OFFSET_AND_MORE_FRAGMENTS = 0xfff9;

  private FragmentHeader() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(8) || cursor.protocolField() < 0) {
      return Next.MALFORMED;
    }
    boolean atomic = (cursor.uint16(2) & OFFSET_AND_MORE_FRAGMENTS) == 0;
    if (!atomic) {
      return Next.FRAGMENT;
    }
    int nextHeader = cursor.uint8(0);
    cursor.markProtocolField(0);
    cursor.skip(8);
    return Next.ipProtocol(nextHeader);
  }
}
