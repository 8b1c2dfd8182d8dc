package dev.shakedown.packet.link;

/** The decoders of link types, by their LINKTYPE_ value (tcpdump.org's registry). */
public final class LinkDecoders {

  private LinkDecoders() {}

  /** Decodes the link layer of type {@code linkType}. */
  public static int decode(int linkType, Cursor cursor) {
    return switch (linkType) {
      case 0 -> NullLoopback.decode(cursor);
      case 1 -> Ethernet.decode(cursor);
      case 6 -> TokenRing.decode(cursor);
      case 8 -> Slip.decode(cursor);
      case 9 -> PppHdlc.decode(cursor); // some writers put Cisco HDLC here
      case 10 -> Fddi.decode(cursor);
      case 12 -> Next.IP; // DLT_RAW where it is 12
      case 14 -> Next.IP; // DLT_RAW on OpenBSD
      case 50 -> PppHdlc.decode(cursor);
      case 51 -> Pppoe.decode(cursor);
      case 100 -> Llc.decode(cursor); // RFC 2684 over AAL5
      case 101 -> Next.IP; // LINKTYPE_RAW
      case 104 -> CiscoHdlc.decode(cursor);
      case 105 -> Ieee80211.decode(cursor);
      case 107 -> FrameRelay.decode(cursor);
      case 108 -> NullLoopback.decode(cursor);
      case 109 -> EncapsulatedIpsec.decode(cursor);
      case 113 -> LinuxSll.decode(cursor);
      case 117 -> Pflog.decode(cursor);
      case 119 -> PrismHeader.decode(cursor);
      case 122 -> IpOverFibreChannel.decode(cursor);
      case 127 -> Radiotap.decode(cursor);
      case 138 -> Ieee1394.decode(cursor);
      case 163 -> PrismHeader.decode(cursor); // AVS; its magic number tells
      case 178 -> JuniperEthernet.decode(cursor);
      case 192 -> PerPacketInformation.decode(cursor);
      case 197 -> ExtensibleRecordFormat.decode(cursor);
      case 204 -> PppWithDirection.decode(cursor);
      case 219 -> Mpls.decode(cursor);
      case 226 -> Ipnet.decode(cursor);
      case 228 -> Next.IP; // LINKTYPE_IPV4
      case 229 -> Next.IP; // LINKTYPE_IPV6
      case 239 -> Nflog.decode(cursor);
      case 240 -> NetAnalyzer.decode(cursor);
      case 242 -> IpOverInfiniband.decode(cursor);
      case 258 -> Pktap.decode(cursor);
      case 274 -> Mpacket.decode(cursor);
      case 276 -> LinuxSll2.decode(cursor);
      case 281 -> SwitchTag.decodeFour(cursor); // Broadcom
      case 282 -> NetAnalyzer.decode(cursor); // Broadcom's tag in front, four bytes too
      case 284 -> SwitchTag.decodeFour(cursor); // Marvell DSA
      case 285 -> SwitchTag.decodeEight(cursor); // Marvell EDSA
      default -> Next.UNKNOWN_LINK_TYPE;
    };
  }
}
