package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;

/**
 * IPv4 (RFC 791 3.1) and IPv6 (RFC 8200 3), told apart by the version field. The packet ends where
 * its length field says; checksums are not looked at, since offloading leaves them wrong.
 */
public final class Ip {
  private static final int V4_SIZE = 20;
  private static final int V6_SIZE = 40;
  private static final int OFFSET_AND_MORE_FRAGMENTS = 0x3fff;
  private static final int HOP_BY_HOP = 0;
  private static final int JUMBO_PAYLOAD = 0xc2;

  private Ip() {}

  /** Decodes the IP header at the cursor and moves past it, IPv4 options included. */
  public static int decode(Cursor cursor) {
    if (!cursor.has(V4_SIZE)) {
      return Next.MALFORMED;
    }
    return switch (cursor.uint8(0) >> 4) {
      case 4 -> decodeV4(cursor);
      case 6 -> cursor.has(V6_SIZE) ? decodeV6(cursor) : Next.MALFORMED;
      default -> Next.MALFORMED;
    };
  }

  /**
   * Whether the IP header that the cursor has just passed states a length; segmentation offload
   * leaves 0.
   */
  public static boolean statesLength(Cursor cursor) {
    int lengthField = cursor.protocolField() < 0 ? cursor.ip() + 2 : cursor.ip() + 4;
    return cursor.buffer()[lengthField] != 0 || cursor.buffer()[lengthField + 1] != 0;
  }

  private static int decodeV4(Cursor cursor) {
    int headerLength = (cursor.uint8(0) & 0x0f) * 4;
    int totalLength = cursor.uint16(2);
    if (headerLength < V4_SIZE || !cursor.has(headerLength)) {
      return Next.MALFORMED;
    }
    // 0 is what segmentation offload leaves behind: the packet is then as long as the frame.
    if (totalLength != 0) {
      if (totalLength < headerLength) {
        return Next.MALFORMED;
      }
      cursor.limit(totalLength);
    }
    int protocol = cursor.uint8(9);
    boolean fragment = (cursor.uint16(6) & OFFSET_AND_MORE_FRAGMENTS) != 0;
    cursor.markIp();
    cursor.skip(headerLength);
    return fragment ? Next.FRAGMENT : Next.ipProtocol(protocol);
  }

  private static int decodeV6(Cursor cursor) {
    int payloadLength = cursor.uint16(4);
    int nextHeader = cursor.uint8(6);
    if (payloadLength == 0 && nextHeader == HOP_BY_HOP) {
      long jumbo = jumboPayloadLength(cursor);
      if (jumbo > Integer.MAX_VALUE / 2) {
        return Next.MALFORMED;
      }
      payloadLength = (int) jumbo;
    }
    if (payloadLength != 0) {
      cursor.limit(V6_SIZE + payloadLength);
    }
    cursor.markIp();
    cursor.markProtocolField(6);
    cursor.skip(V6_SIZE);
    return Next.ipProtocol(nextHeader);
  }

  /** The length in a jumbo payload option (RFC 2675 2), which is the only one; 0 without it. */
  private static long jumboPayloadLength(Cursor cursor) {
    boolean jumbo = cursor.has(V6_SIZE + 8) && cursor.uint8(V6_SIZE + 2) == JUMBO_PAYLOAD;
    return jumbo ? cursor.uint32(V6_SIZE + 4) : 0;
  }
}
