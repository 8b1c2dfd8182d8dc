package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Ieee80211;
import dev.shakedown.packet.link.Next;

/**
 * The CAPWAP data channel (RFC 5415 4.3): Ethernet or 802.11 between access point and controller.
 */
final class Capwap {
  private static final int NATIVE_FRAME = 0x100;
  private static final int FRAGMENT = 0x080;
  private static final int KEEP_ALIVE = 0x008;
  private static final int IEEE_80211 = 1;

  private Capwap() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(8) || cursor.uint8(0) != 0) {
      return Next.NO_TUNNEL; // in DTLS, or a version not known
    }
    int fields = cursor.uint8(1) << 16 | cursor.uint16(2);
    int size = (fields >> 19) * 4;
    if (size < 8 || !cursor.has(size) || (fields & (FRAGMENT | KEEP_ALIVE)) != 0) {
      return Next.NO_TUNNEL;
    }
    cursor.skip(size);
    if ((fields & NATIVE_FRAME) == 0) {
      return Next.link(1);
    }
    int binding = fields >> 9 & 0x1f;
    return binding == IEEE_80211 ? Ieee80211.decodeForwarded(cursor) : Next.OTHER_IP;
  }
}
