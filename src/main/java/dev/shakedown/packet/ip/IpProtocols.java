package dev.shakedown.packet.ip;

import dev.shakedown.packet.link.Cursor;
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
    return switch (protocol) {
      case 0 -> ExtensionHeader.decode(cursor); // Hop-by-Hop Options
      case 4 -> Next.IP; // IPv4 encapsulation (RFC 2003)
      case 41 -> Next.IP; // IPv6 encapsulation (RFC 4213)
      case 43 -> ExtensionHeader.decode(cursor); // Routing
      case FRAGMENT -> FragmentHeader.decode(cursor);
      case 47 -> Gre.decode(cursor);
      case 50 -> Next.ENCRYPTED; // ESP
      case 51 -> AuthenticationHeader.decode(cursor);
      case 60 -> ExtensionHeader.decode(cursor); // Destination Options
      case 94 -> Next.IP; // IPIP of Linux's early days
      case 97 -> EtherIp.decode(cursor);
      case 135 -> ExtensionHeader.decode(cursor); // Mobility
      case 137 -> Next.etherType(0x8847); // MPLS-in-IP (RFC 4023)
      case 139 -> ExtensionHeader.decode(cursor); // HIP
      case 140 -> ExtensionHeader.decode(cursor); // Shim6
      case 143 -> Next.link(1); // Ethernet (RFC 8986)
      default -> Next.OTHER_IP;
    };
  }
}
