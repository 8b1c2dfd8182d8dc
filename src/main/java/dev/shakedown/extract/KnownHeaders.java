package dev.shakedown.extract;

import dev.shakedown.packet.ip.IpProtocols;
import dev.shakedown.packet.link.Next;
import java.util.List;
import java.util.Set;

/**
 * Which headers may be written: those that hold numbers and flags, besides addresses and options
 * that {@link FrameRewriter} replaces. Others have room for anything: the options of Geneve (RFC
 * 8926 3.5), the metadata of an NSH (RFC 8300 2.5), the fields of TZSP, the origin in Teredo (RFC
 * 4380 5.1.1).
 */
final class KnownHeaders {
  private static final Set<Integer> LINKS = Set.of(1, 113, 276);

  /** Tags, labels, PPP and its session, Ethernet in Ethernet. */
  private static final Set<Integer> ETHER_TYPES =
      Set.of(
          0x0800, 0x6558, 0x8100, 0x86dd, 0x8847, 0x8848, 0x8864, 0x8870, 0x880b, 0x88a8, 0x88e7,
          0x8926, 0x893f, 0x9100, 0x9200, 0x9300);

  private static final int FIRST_ETHER_TYPE = 0x600;
  private static final int GRE = 47;
  private static final int ERSPAN_III = 0x22eb;

  /** GTP-U, VXLAN and its two other ports, Geneve: eight bytes of their own, if nothing follows. */
  private static final Set<Integer> PLAIN_TUNNELS = Set.of(2152, 4789, 4790, 6081, 8472);

  private static final int MPLS_IN_UDP = 6635;
  private static final int UDP_SIZE = 8;
  private static final int PLAIN_TUNNEL_SIZE = UDP_SIZE + 8;

  private final byte[] bytes;
  private final List<PacketLayout.Header> headers;

  KnownHeaders(byte[] bytes, List<PacketLayout.Header> headers) {
    this.bytes = bytes;
    this.headers = headers;
  }

  /** The outermost header that may be written, as may all behind it. */
  int first() {
    int first = headers.size() - 1;
    while (first > 0 && isKnown(first - 1)) {
      first--;
    }
    return first;
  }

  private boolean isKnown(int index) {
    PacketLayout.Header header = headers.get(index);
    int number = Next.number(header.next());
    int size = headers.get(index + 1).start() - header.start();
    return switch (Next.registry(header.next())) {
      case Next.LINK -> LINKS.contains(number);
      case Next.ETHER_TYPE -> number < FIRST_ETHER_TYPE || ETHER_TYPES.contains(number);
      case Next.IP_PROTOCOL -> isKnown(number, header.start(), size);
      default -> true; // IP, and fragments of it
    };
  }

  private boolean isKnown(int protocol, int start, int size) {
    return switch (protocol) {
      case IpProtocols.UDP ->
          size == UDP_SIZE && isPort(start, Set.of(MPLS_IN_UDP))
              || size == PLAIN_TUNNEL_SIZE && isPort(start, PLAIN_TUNNELS);
      case GRE -> uint16(start + 2) != ERSPAN_III;
      default -> true; // IP's own, which have no fields or are rewritten
    };
  }

  private boolean isPort(int udp, Set<Integer> ports) {
    return ports.contains(uint16(udp + 2)) || ports.contains(uint16(udp));
  }

  private int uint16(int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }
}
