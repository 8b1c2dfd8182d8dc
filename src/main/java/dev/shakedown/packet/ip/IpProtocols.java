package dev.shakedown.packet.ip;

import static dev.shakedown.packet.link.DecoderTable.at;

import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.DecoderTable;
import dev.shakedown.packet.link.Next;

/**
 * What an IP protocol number names (IANA "Assigned Internet Protocol Numbers"), if not a transport.
 */
public final class IpProtocols {
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;

  /** The IPv6 Fragment header. */
  public static final int FRAGMENT = 44;

  public static final int ICMPV6 = 58;

  private static final DecoderTable DECODERS =
      DecoderTable.of(
          Next.OTHER_IP,
          at(0, ExtensionHeader::decode), // Hop-by-Hop Options
          at(4, cursor -> Next.IP), // IPv4 encapsulation (RFC 2003)
          at(41, cursor -> Next.IP), // IPv6 encapsulation (RFC 4213)
          at(43, ExtensionHeader::decode), // Routing
          at(FRAGMENT, FragmentHeader::decode),
          at(47, Gre::decode),
          at(50, cursor -> Next.ENCRYPTED), // ESP
          at(51, AuthenticationHeader::decode),
          at(60, ExtensionHeader::decode), // Destination Options
          at(94, cursor -> Next.IP), // IPIP of Linux's early days
          at(97, EtherIp::decode),
          at(135, ExtensionHeader::decode), // Mobility
          at(137, cursor -> Next.etherType(0x8847)), // MPLS-in-IP (RFC 4023)
          at(139, ExtensionHeader::decode), // HIP
          at(140, ExtensionHeader::decode), // Shim6
          at(143, cursor -> Next.link(1))); // Ethernet (RFC 8986)

  private IpProtocols() {}

  /** Whether it is an IPv6 extension header of the common form or the Fragment header. */
  public static boolean isExtensionHeader(int protocol) {
    return switch (protocol) {
      case 0, 43, FRAGMENT, 60, 135, 139, 140 -> true;
      default -> false;
    };
  }

  /** Decodes what {@code protocol} names; TCP, UDP and ICMP are not in this table. */
  public static int decode(int protocol, Cursor cursor) {
    return DECODERS.decoder(protocol).decode(cursor);
  }
}
