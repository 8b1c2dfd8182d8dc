package dev.shakedown.packet.link;

/** What an EtherType names (IEEE's registry); below 0x600 it is an 802.3 length. */
public final class EtherTypes {
  private static final int FIRST_ETHER_TYPE = 0x600;
  private static final int ARP_HEADER = 8;

  private EtherTypes() {}

  /** Decodes what {@code etherType} names. */
  public static int decode(int etherType, Cursor cursor) {
    if (etherType < FIRST_ETHER_TYPE) {
      return lengthField(etherType, cursor);
    }
    return switch (etherType) {
      case 0x0800 -> Next.IP;
      case 0x0806 -> arp(cursor);
      case 0x6558 -> Ethernet.decode(cursor); // Transparent Ethernet Bridging
      case 0x8100 -> VlanTag.decode(cursor); // 802.1Q
      case 0x86dd -> Next.IP;
      case 0x8847 -> Mpls.decode(cursor);
      case 0x8848 -> Mpls.decode(cursor);
      case 0x8864 -> Pppoe.decode(cursor);
      case 0x8870 -> Llc.decode(cursor); // jumbo frames
      case 0x880b -> Ppp.decode(cursor);
      case 0x88a8 -> VlanTag.decode(cursor); // 802.1ad
      case 0x88e5 -> Macsec.decode(cursor);
      case 0x88e7 -> ProviderBackbone.decode(cursor);
      case 0x8909 -> CiscoMetaData.decode(cursor);
      case 0x8926 -> VnTag.decode(cursor);
      case 0x893f -> ETag.decode(cursor);
      case 0x894f -> NetworkServiceHeader.decode(cursor);
      case 0x9100 -> VlanTag.decode(cursor); // before 802.1ad
      case 0x9200 -> VlanTag.decode(cursor);
      case 0x9300 -> VlanTag.decode(cursor);
      default -> Next.NOT_IP;
    };
  }

  /** ARP (RFC 826): two addresses of each kind, whose lengths it states. */
  private static int arp(Cursor cursor) {
    if (cursor.has(ARP_HEADER)) {
      cursor.limit(ARP_HEADER + 2 * (cursor.uint8(4) + cursor.uint8(5)));
    }
    return Next.ARP;
  }

  private static int lengthField(int length, Cursor cursor) {
    if (length > 0 && length <= cursor.wireEnd() - cursor.position()) {
      cursor.bind(length);
    }
    return Llc.decode(cursor);
  }
}
