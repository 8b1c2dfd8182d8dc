package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.packet.ip.IpProtocols;
import dev.shakedown.packet.link.Next;
import dev.shakedown.tcp.Endpoint;
import java.util.Arrays;
import java.util.List;

/** Rewrites one frame; see {@link AnonymizedFrames}. */
final class FrameRewriter {
  private static final int ETHERNET = 1;
  private static final int RAW = 101;
  private static final int SLL = 113;
  private static final int SLL2 = 276;
  private static final int BRIDGED_ETHERNET = 0x6558;
  private static final int PROVIDER_BACKBONE = 0x88e7;
  private static final int HOP_BY_HOP_OPTIONS = 0;
  private static final int ROUTING_HEADER = 43;
  private static final int AUTHENTICATION_HEADER = 51;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int TCP_FIXED = 20;
  private static final int ICMP_HEADER = 8;
  private static final int REDIRECT = 5;

  private final byte[] real;
  private final byte[] bytes;
  private final List<PacketLayout.Header> headers;
  private final Pseudonyms pseudonyms;
  private final RewrittenFlow flow;
  private final FragmentPlace place;
  private final Checksum checksums;
  private int linkType;
  private int begin;
  private int end;
  private int wireEnd;

  /**
   * A rewriter of one frame.
   *
   * @param bytes the frame as captured
   * @param flow whose it is; null if that is not known, which makes noise of its payload
   * @param place where the bytes of a fragment belong; null if that is not known
   */
  FrameRewriter(
      byte[] bytes,
      int linkType,
      List<PacketLayout.Header> headers,
      Pseudonyms pseudonyms,
      RewrittenFlow flow,
      FragmentPlace place) {
    this.place = place;
    this.real = bytes.clone();
    this.bytes = bytes;
    this.linkType = linkType;
    this.headers = headers;
    this.pseudonyms = pseudonyms;
    this.flow = flow;
    this.checksums = new Checksum(real, bytes);
  }

  /** Rewrites it; false if there is no IP packet in it. */
  boolean rewrite() {
    int known = new KnownHeaders(real, headers).first();
    int first = firstIp(known);
    if (first < 0 || first + 1 >= headers.size()) {
      return false;
    }
    end = Math.max(headers.get(first).start(), headers.get(first + 1).end());
    wireEnd = Math.max(end, headers.get(first + 1).wireEnd());
    link(known == 0, headers.get(first).start());
    int innermost = headers.size() - 1;
    for (int i = 0; i < headers.size(); i++) {
      header(headers.get(i), i == innermost);
    }
    for (int i = innermost; i >= 0; i--) {
      if (headers.get(i).next() == Next.IP) {
        ipChecksum(headers.get(i).start());
      }
    }
    // padding of what is tunnelled
    Arrays.fill(bytes, Math.min(headers.get(innermost).end(), end), end, (byte) 0);
    return true;
  }

  int linkType() {
    return linkType;
  }

  /** What is left of the frame. */
  byte[] bytes() {
    return Arrays.copyOfRange(bytes, begin, end);
  }

  /** Bytes it would have on the wire. */
  long originalLength() {
    return (long) wireEnd - begin;
  }

  private int firstIp(int from) {
    for (int i = from; i < headers.size(); i++) {
      if (headers.get(i).next() == Next.IP) {
        return i;
      }
    }
    return -1;
  }

  /** Link layers whose every field is known stay; of others the IP packet alone is written. */
  private void link(boolean known, int ip) {
    switch (known ? linkType : RAW) {
      case ETHERNET -> {}
      case SLL -> cooked(4, 6);
      case SLL2 -> cooked(10, 12);
      default -> {
        begin = ip;
        linkType = RAW;
      }
    }
  }

  /** The sender's address in a cooked header, with its length before it. */
  private void cooked(int lengthField, int address) {
    int length = bytes[lengthField + 1] & 0xff;
    if (length == 6) {
      station(address);
      Arrays.fill(bytes, address + 6, address + 8, (byte) 0);
    } else {
      Arrays.fill(bytes, address, address + 8, (byte) 0);
    }
  }

  private void stations(int at) {
    if (at + 12 <= end) {
      station(at);
      station(at + 6);
    }
  }

  /** Group addresses name nobody. */
  private void station(int at) {
    if ((bytes[at] & 1) == 0) {
      put(at + 3, pseudonyms.station(Bytes.copyOf(bytes, at, 6)));
    }
  }

  private void put(int at, Bytes value) {
    System.arraycopy(value.toArray(), 0, bytes, at, value.size());
  }

  private void header(PacketLayout.Header header, boolean innermost) {
    int next = header.next();
    if (next == Next.link(ETHERNET) || next == Next.etherType(BRIDGED_ETHERNET)) {
      stations(header.start());
    } else if (next == Next.etherType(PROVIDER_BACKBONE)) {
      stations(header.start() + 4);
    } else if (next == Next.IP) {
      addresses(header.start(), header.end());
    } else if (next == Next.ipProtocol(IpProtocols.UDP) && !innermost) {
      Arrays.fill(bytes, header.start() + 6, header.start() + 8, (byte) 0); // none (RFC 6935)
    } else if (next == Next.ipProtocol(IpProtocols.TCP)) {
      tcp(header);
    } else if (next == Next.ipProtocol(IpProtocols.ICMP)
        || next == Next.ipProtocol(IpProtocols.ICMPV6)) {
      icmp(header);
    } else if (next == Next.FRAGMENT) {
      fragment(header);
    } else if (innermost) {
      noise(header.start(), header.end());
    } else if (Next.registry(next) == Next.IP_PROTOCOL) {
      extensionHeader(Next.number(next), header);
    }
  }

  /** IPv6's extension headers of the common form, and authentication. */
  private void extensionHeader(int protocol, PacketLayout.Header header) {
    int start = header.start();
    int end = Math.min(header.end(), start + 8 + 8 * at(start + 1));
    switch (protocol) {
      case HOP_BY_HOP_OPTIONS, DESTINATION_OPTIONS ->
          Ipv6OptionRewriter.rewrite(bytes, start + 2, end, pseudonyms);
      case ROUTING_HEADER -> noise(start + 8, end);
      case AUTHENTICATION_HEADER ->
          noise(start + 12, Math.min(header.end(), start + 8 + 4 * at(start + 1)));
      default -> {
        if (IpProtocols.isExtensionHeader(protocol) && protocol != IpProtocols.FRAGMENT) {
          noise(start + 2, end);
        }
      }
    }
  }

  /** TCP's header stands in the first fragment; its checksum covers all, and is not made again. */
  private void fragment(PacketLayout.Header header) {
    boolean v6 = isV6(header.ip());
    int start = header.start() + (v6 ? 8 : 0);
    int offset =
        v6
            ? (at(header.start() + 2) << 8 | at(header.start() + 3)) & 0xfff8
            : ((at(header.ip() + 6) << 8 | at(header.ip() + 7)) & 0x1fff) * 8;
    int payload = start;
    if (offset == 0 && protocol(header, v6) == IpProtocols.TCP) {
      payload = Math.min(header.end(), start + Math.max(TCP_FIXED, 4 * (at(start + 12) >> 4)));
      noise(start + 16, Math.min(start + 18, payload));
      TcpOptionRewriter.rewrite(bytes, start + TCP_FIXED, payload, pseudonyms);
    }
    if (flow == null || place == null) {
      noise(payload, header.end());
    } else if (payload < header.end()) {
      int sequence = place.sequence() + offset + (payload - start) - place.headerSize();
      flow.rewrite(place.source(), sequence, bytes, payload, header.end());
    }
  }

  private int protocol(PacketLayout.Header header, boolean v6) {
    return v6 ? at(header.start()) : at(header.ip() + 9);
  }

  private int at(int index) {
    return index < bytes.length ? bytes[index] & 0xff : 0;
  }

  private boolean isV6(int ip) {
    return ip >= 0 && (real[ip] & 0xf0) == 0x60;
  }

  private void noise(int from, int to) {
    if (from < to) {
      put(from, pseudonyms.bytes(Bytes.copyOf(real, from, to - from)));
    }
  }

  private void addresses(int ip, int limit) {
    boolean v6 = isV6(ip);
    int size = v6 ? 16 : 4;
    int at = ip + (v6 ? 8 : 12);
    if (at + 2 * size > limit) {
      noise(at, limit);
      return;
    }
    put(at, pseudonyms.address(Bytes.copyOf(real, at, size)));
    put(at + size, pseudonyms.address(Bytes.copyOf(real, at + size, size)));
    int options = ip + 20;
    int payload = ip + 4 * (real[ip] & 0xf);
    if (!v6 && payload > options) {
      Arrays.fill(
          bytes, options, Math.min(payload, limit), (byte) 1); // routes become no-operations
    }
  }

  private void ipChecksum(int ip) {
    if (!isV6(ip)) {
      int length = 4 * (real[ip] & 0xf);
      if (ip + length <= bytes.length) {
        checksums.set(ip + 10, ip, ip + length, 0, 0, 0);
      }
    }
  }

  private void tcp(PacketLayout.Header header) {
    int start = header.start();
    if (start + TCP_FIXED > header.end()) {
      noise(start, header.end());
      return;
    }
    int payload = Math.min(header.end(), start + 4 * (at(start + 12) >> 4));
    TcpOptionRewriter.rewrite(bytes, start + TCP_FIXED, payload, pseudonyms);
    boolean reset = (at(start + 13) & 0x04) != 0;
    if (reset) {
      byte[] cause = Arrays.copyOfRange(real, payload, header.end());
      put(payload, Bytes.copyOf(pseudonyms.resetCause(cause)));
    } else {
      payload(header.ip(), start, payload, header.end());
    }
    transportChecksum(header, start + 16, IpProtocols.TCP);
  }

  /** Payload of a segment whose headers begin here. */
  private void payload(int ip, int tcp, int from, int to) {
    if (from >= to) {
      return;
    }
    if (flow == null) {
      noise(from, to);
      return;
    }
    boolean v6 = isV6(ip);
    Endpoint source =
        new Endpoint(
            IpAddress.read(real, ip + (v6 ? 8 : 12), v6),
            (real[tcp] & 0xff) << 8 | real[tcp + 1] & 0xff);
    boolean syn = (real[tcp + 13] & 0x02) != 0;
    flow.rewrite(source, int32(tcp + 4) + (syn ? 1 : 0), bytes, from, to);
  }

  private int int32(int at) {
    return Bytes.copyOf(real, at, 4).at(0) << 24
        | (real[at + 1] & 0xff) << 16
        | (real[at + 2] & 0xff) << 8
        | real[at + 3] & 0xff;
  }

  private void transportChecksum(PacketLayout.Header header, int field, int protocol) {
    if (header.end() < header.wireEnd()) {
      noise(field, Math.min(field + 2, header.end())); // of bytes that nobody has
      return;
    }
    boolean v6 = isV6(header.ip());
    int addresses = header.ip() + (v6 ? 8 : 12);
    int length = header.end() - header.start();
    boolean bare = protocol == IpProtocols.ICMP;
    checksums.set(
        field,
        header.start(),
        header.end(),
        bare ? 0 : addresses,
        bare ? 0 : v6 ? 32 : 8,
        bare ? 0 : protocol + (length & 0xffff) + (length >>> 16));
  }

  /** An error quotes the packet that it is about; anything else is of no interest. */
  private void icmp(PacketLayout.Header header) {
    int quoted = header.start() + ICMP_HEADER;
    if (header.next() == Next.ipProtocol(IpProtocols.ICMP)
        && at(header.start()) == REDIRECT
        && quoted <= header.end()) {
      put(header.start() + 4, pseudonyms.address(Bytes.copyOf(real, header.start() + 4, 4)));
    }
    boolean v6 = isV6(quoted < header.end() ? quoted : -1);
    int tcp = quoted + (v6 ? 40 : 4 * (at(quoted) & 0xf));
    int protocol = at(quoted + (v6 ? 6 : 9));
    if (protocol == IpProtocols.TCP && tcp + 8 <= header.end()) {
      addresses(quoted, header.end());
      int field = tcp + 16;
      boolean whole = tcp + TCP_FIXED <= header.end();
      int payload = whole ? Math.min(header.end(), tcp + 4 * (at(tcp + 12) >> 4)) : header.end();
      if (whole) {
        noise(field, field + 2);
        TcpOptionRewriter.rewrite(bytes, tcp + TCP_FIXED, payload, pseudonyms);
        payload(quoted, tcp, payload, header.end());
      } else {
        noise(tcp + 8, header.end());
      }
      ipChecksum(quoted);
    } else {
      noise(quoted, header.end());
    }
    transportChecksum(
        header,
        header.start() + 2,
        header.next() == Next.ipProtocol(IpProtocols.ICMP) ? IpProtocols.ICMP : IpProtocols.ICMPV6);
  }
}
