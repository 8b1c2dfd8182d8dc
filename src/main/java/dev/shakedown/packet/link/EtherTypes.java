package dev.shakedown.packet.link;

import static dev.shakedown.packet.link.DecoderTable.at;

/** What an EtherType names (IEEE's registry); below 0x600 it is an 802.3 length. */
public final class EtherTypes {
  private static final int FIRST_ETHER_TYPE = 0x600;

  private static final DecoderTable DECODERS =
      DecoderTable.of(
          Next.NOT_IP,
          at(0x0800, cursor -> Next.IP),
          at(0x6558, Ethernet::decode), // Transparent Ethernet Bridging
          at(0x8100, VlanTag::decode), // 802.1Q
          at(0x86dd, cursor -> Next.IP),
          at(0x8847, Mpls::decode),
          at(0x8848, Mpls::decode),
          at(0x8864, Pppoe::decode),
          at(0x8870, Llc::decode), // jumbo frames
          at(0x880b, Ppp::decode),
          at(0x88a8, VlanTag::decode), // 802.1ad
          at(0x88e5, Macsec::decode),
          at(0x88e7, ProviderBackbone::decode),
          at(0x8909, CiscoMetaData::decode),
          at(0x8926, VnTag::decode),
          at(0x893f, ETag::decode),
          at(0x894f, NetworkServiceHeader::decode),
          at(0x9100, VlanTag::decode), // before 802.1ad
          at(0x9200, VlanTag::decode),
          at(0x9300, VlanTag::decode));

  private EtherTypes() {}

  /** Decodes what {@code etherType} names. */
  public static int decode(int etherType, Cursor cursor) {
    return etherType < FIRST_ETHER_TYPE
        ? lengthField(etherType, cursor)
        : DECODERS.decoder(etherType).decode(cursor);
  }

  private static int lengthField(int length, Cursor cursor) {
    if (length > 0 && length <= cursor.wireEnd() - cursor.position()) {
      cursor.bind(length);
    }
    return Llc.decode(cursor);
  }
}
