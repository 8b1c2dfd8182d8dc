package dev.shakedown.packet.link;

import static dev.shakedown.packet.link.DecoderTable.at;

/** The decoders of link types, by their LINKTYPE_ value (tcpdump.org's registry). */
public final class LinkDecoders {
  private static final DecoderTable DECODERS =
      DecoderTable.of(
          Next.UNKNOWN_LINK_TYPE,
          at(0, NullLoopback::decode),
          at(1, Ethernet::decode),
          at(6, TokenRing::decode),
          at(8, Slip::decode),
          at(9, PppHdlc::decode), // some writers put Cisco HDLC here
          at(10, Fddi::decode),
          at(12, cursor -> Next.IP), // DLT_RAW where it is 12
          at(14, cursor -> Next.IP), // DLT_RAW on OpenBSD
          at(50, PppHdlc::decode),
          at(51, Pppoe::decode),
          at(100, Llc::decode), // RFC 2684 over AAL5
          at(101, cursor -> Next.IP), // LINKTYPE_RAW
          at(104, CiscoHdlc::decode),
          at(105, Ieee80211::decode),
          at(107, FrameRelay::decode),
          at(108, NullLoopback::decode),
          at(109, EncapsulatedIpsec::decode),
          at(113, LinuxSll::decode),
          at(117, Pflog::decode),
          at(119, PrismHeader::decode),
          at(122, IpOverFibreChannel::decode),
          at(127, Radiotap::decode),
          at(138, Ieee1394::decode),
          at(163, PrismHeader::decode), // AVS; its magic number tells
          at(178, JuniperEthernet::decode),
          at(192, PerPacketInformation::decode),
          at(197, ExtensibleRecordFormat::decode),
          at(204, PppWithDirection::decode),
          at(219, Mpls::decode),
          at(226, Ipnet::decode),
          at(228, cursor -> Next.IP), // LINKTYPE_IPV4
          at(229, cursor -> Next.IP), // LINKTYPE_IPV6
          at(239, Nflog::decode),
          at(240, NetAnalyzer::decode),
          at(242, IpOverInfiniband::decode),
          at(258, Pktap::decode),
          at(274, Mpacket::decode),
          at(276, LinuxSll2::decode),
          at(281, SwitchTag::decodeFour), // Broadcom
          at(282, NetAnalyzer::decode), // Broadcom's tag in front, four bytes too
          at(284, SwitchTag::decodeFour), // Marvell DSA
          at(285, SwitchTag::decodeEight)); // Marvell EDSA

  private LinkDecoders() {}

  /** Decodes the link layer of type {@code linkType}. */
  public static int decode(int linkType, Cursor cursor) {
    return DECODERS.decoder(linkType).decode(cursor);
  }
}
