package dev.shakedown.packet.link;

import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.LlcPacket;
import org.pcap4j.packet.SnapPacket;

/**
 * IEEE 802.2 LLC and SNAP, read by pcap4j. Whatever pcap4j throws on hostile bytes ends here as
 * {@link Next#MALFORMED}.
 */
final class Llc {
  private static final int IP_SAP = 0x06;
  private static final int SNAP_SAP = 0xaa;
  private static final int BRIDGED = 0x0080c2;
  private static final int NOVELL_RAW = 0xffff;
  private static final int SNAP_SIZE = 5;

  /**
   * The longest LLC header and SNAP. pcap4j sees no more than that: it decodes nested packets by
   * recursion, which hostile bytes could make as deep as they like.
   */
  private static final int HEADERS = 4 + SNAP_SIZE;

  private Llc() {}

  static int decode(Cursor cursor) {
    if (!cursor.has(3)) {
      return Next.MALFORMED;
    }
    if (cursor.uint16(0) == NOVELL_RAW) {
      return Next.NOT_IP;
    }
    try {
      int size = Math.min(cursor.size(), HEADERS);
      LlcPacket llc = LlcPacket.newPacket(cursor.buffer(), cursor.position(), size);
      cursor.skip(llc.getHeader().length());
      return switch (llc.getHeader().getDsap().value() & 0xff) {
        case IP_SAP -> Next.IP;
        case SNAP_SAP ->
            llc.getPayload() instanceof SnapPacket snap ? snap(snap, cursor) : Next.MALFORMED;
        default -> Next.NOT_IP;
      };
    } catch (IllegalRawDataException | RuntimeException thrownByPcap4j) {
      return Next.MALFORMED;
    }
  }

  private static int snap(SnapPacket snap, Cursor cursor) {
    cursor.skip(snap.getHeader().length());
    return protocol(
        snap.getHeader().getOui().value(),
        snap.getHeader().getProtocolId().value() & 0xffff,
        cursor);
  }

  /** SNAP without LLC in front: an organisation and what it calls the protocol (RFC 1042). */
  static int snap(Cursor cursor) {
    if (!cursor.has(SNAP_SIZE)) {
      return Next.MALFORMED;
    }
    int organisation = cursor.uint8(0) << 16 | cursor.uint16(1);
    int protocol = cursor.uint16(3);
    cursor.skip(SNAP_SIZE);
    return protocol(organisation, protocol, cursor);
  }

  private static int protocol(int organisation, int protocol, Cursor cursor) {
    if (organisation == BRIDGED) {
      return bridged(protocol, cursor);
    }
    // 0000f8 is the twin of 000000 for bridges (802.1H)
    boolean etherType = organisation == 0 || organisation == 0x0000f8;
    return etherType && protocol >= 0x600 ? Next.etherType(protocol) : Next.NOT_IP;
  }

  /** RFC 2684 5.2 and RFC 2427 4.2: Ethernet with (1) or without (7) its frame check sequence. */
  private static int bridged(int protocol, Cursor cursor) {
    if (protocol != 1 && protocol != 7) {
      return Next.NOT_IP;
    }
    // ATM pads by two zero bytes; an Ethernet address of the usual kind does not begin so.
    if (cursor.has(2) && cursor.uint16(0) == 0) {
      cursor.skip(2);
    }
    return Next.link(1);
  }
}
