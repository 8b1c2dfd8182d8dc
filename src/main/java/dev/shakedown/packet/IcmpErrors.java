package dev.shakedown.packet;

import dev.shakedown.packet.ip.IpProtocols;
import dev.shakedown.packet.link.Cursor;
import java.util.Optional;

/**
 * Reads the TCP segment that an ICMP or ICMPv6 error quotes (RFC 792, RFC 1812 4.3.2.3, RFC 4443
 * 2.4). Eight bytes of TCP are enough: the ports and the sequence number.
 */
final class IcmpErrors {
  private static final int HEADER = 8;
  private static final int V4_SIZE = 20;
  private static final int V6_SIZE = 40;
  private static final int QUOTED_TCP = 8;
  private static final int FRAGMENT_OFFSET = 0x1fff;

  private IcmpErrors() {}

  /** Reads the message at the cursor; empty if it is no error, or quotes no TCP segment. */
  static Optional<IcmpError> decode(Cursor icmp, boolean v6, long frame, long epochNanos) {
    if (!icmp.has(HEADER + V4_SIZE) || !isError(icmp.uint8(0), v6)) {
      return Optional.empty();
    }
    boolean outerV6 = icmp.protocolField() >= 0;
    boolean quotedV6 = icmp.uint8(HEADER) >> 4 == 6;
    int tcp = quotedV6 ? tcpInV6(icmp) : tcpInV4(icmp);
    if (tcp < 0 || !icmp.has(tcp + QUOTED_TCP)) {
      return Optional.empty();
    }
    byte[] buffer = icmp.buffer();
    int quoted = icmp.position() + HEADER;
    int type = icmp.uint8(0);
    int code = icmp.uint8(1);
    return Optional.of(
        new IcmpError(
            frame,
            epochNanos,
            IpAddress.read(buffer, icmp.ip() + (outerV6 ? 8 : 12), outerV6),
            buffer[icmp.ip() + (outerV6 ? 7 : 8)] & 0xff,
            v6,
            type,
            code,
            mtu(icmp, v6, type, code),
            IpAddress.read(buffer, quoted + (quotedV6 ? 8 : 12), quotedV6),
            IpAddress.read(buffer, quoted + (quotedV6 ? 24 : 16), quotedV6),
            icmp.uint16(tcp),
            icmp.uint16(tcp + 2),
            (int) icmp.uint32(tcp + 4),
            quotedV6 ? V6_SIZE + icmp.uint16(HEADER + 4) : icmp.uint16(HEADER + 2)));
  }

  private static boolean isError(int type, boolean v6) {
    return v6
        ? type >= 1 && type <= 4
        : type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
  }

  private static int mtu(Cursor icmp, boolean v6, int type, int code) {
    if (v6) {
      return type == 2 ? (int) Math.min(icmp.uint32(4), Integer.MAX_VALUE) : 0;
    }
    return type == 3 && code == 4 ? icmp.uint16(6) : 0;
  }

  /** Where TCP begins, from the cursor's position; -1 if there is none. */
  private static int tcpInV4(Cursor icmp) {
    int headerLength = (icmp.uint8(HEADER) & 0x0f) * 4;
    boolean tcp =
        icmp.uint8(HEADER) >> 4 == 4
            && headerLength >= V4_SIZE
            && (icmp.uint16(HEADER + 6) & FRAGMENT_OFFSET) == 0
            && icmp.uint8(HEADER + 9) == IpProtocols.TCP;
    return tcp ? HEADER + headerLength : -1;
  }

  private static int tcpInV6(Cursor icmp) {
    if (!icmp.has(HEADER + V6_SIZE)) {
      return -1;
    }
    int protocol = icmp.uint8(HEADER + 6);
    int at = HEADER + V6_SIZE;
    while (protocol != IpProtocols.TCP) {
      if (!icmp.has(at + 8) || !IpProtocols.isExtensionHeader(protocol)) {
        return -1;
      }
      boolean fragment = protocol == IpProtocols.FRAGMENT;
      if (fragment && icmp.uint16(at + 2) >> 3 != 0) {
        return -1;
      }
      protocol = icmp.uint8(at);
      at += fragment ? 8 : 8 + icmp.uint8(at + 1) * 8;
    }
    return at;
  }
}
