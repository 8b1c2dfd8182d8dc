package dev.shakedown.packet;

import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.packet.ip.Ip;
import dev.shakedown.packet.ip.IpProtocols;
import dev.shakedown.packet.ip.UdpTunnels;
import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.EtherTypes;
import dev.shakedown.packet.link.LinkDecoders;
import dev.shakedown.packet.link.Next;
import java.util.Optional;

/**
 * Takes captured packets apart down to the TCP segment or the ICMP error of the innermost IP
 * packet: header after header, each saying what follows it, until one ends the packet. Fragments
 * are put together and go through the same once more. No input makes it throw; what it cannot read
 * it counts.
 *
 * <p>Not thread-safe. Holds no packet beyond the call, but for the payload of fragments.
 */
public final class PacketDecoder {
  /** The packet is counted already. */
  private static final int DONE = Integer.MIN_VALUE;

  private final Limits limits;
  private final PacketListener listener;
  private final Optional<TrailerDecoder> trailers;
  private final PacketCounters counters = new PacketCounters();
  private final FragmentTable fragments;
  private final Cursor cursor = new Cursor();
  private final Segment segment = new Segment();

  /** What the trailer behind the outermost IP packet says; null before there is one. */
  private DeviceNote note;

  private boolean reassembled;
  private HeaderTrace trace = (next, header) -> {};

  /** A decoder of captures without vendor trailers. */
  public PacketDecoder(Limits limits, PacketListener listener) {
    this(limits, listener, Optional.empty());
  }

  /** A decoder that has {@code trailers} read what stands behind the IP packets. */
  public PacketDecoder(Limits limits, PacketListener listener, Optional<TrailerDecoder> trailers) {
    this.limits = limits;
    this.listener = listener;
    this.trailers = trailers;
    this.fragments = new FragmentTable(limits.maxFragmentBytes(), this::giveUp);
  }

  /** Has {@code other} follow the decoding header by header from now on. */
  public void follow(HeaderTrace other) {
    trace = other;
  }

  /** Decodes a packet; the listener is called during the call. */
  public void decode(CapturedPacket packet) {
    long captured = packet.capturedLength();
    long original = Math.max(captured, packet.originalLength());
    counters.packet(captured < original);
    long wireEnd = Math.min(packet.offset() + original - packet.fcsBytes(), Integer.MAX_VALUE / 2);
    int end = (int) Math.min(packet.offset() + captured, wireEnd);
    cursor.start(packet.buffer(), packet.offset(), Math.max(end, packet.offset()), (int) wireEnd);
    note = trailers.isPresent() ? null : DeviceNote.NONE;
    reassembled = false;
    decodeHeaders(packet);
  }

  /** Gives up the datagrams still incomplete; to be called at the end of the capture. */
  public void finish() {
    fragments.finish();
  }

  /** The numbers so far. */
  public PacketStatistics statistics() {
    return counters.snapshot();
  }

  private void decodeHeaders(CapturedPacket packet) {
    int next = Next.link(packet.linkType());
    for (int headers = 0; headers < limits.maxTunnelDepth(); headers++) {
      trace.header(next, cursor);
      if (next == Next.ipProtocol(IpProtocols.TCP)) {
        tcp(packet);
        return;
      }
      next =
          switch (Next.registry(next)) {
            case Next.LINK -> LinkDecoders.decode(Next.number(next), cursor);
            case Next.ETHER_TYPE -> EtherTypes.decode(Next.number(next), cursor);
            case Next.IP_PROTOCOL -> transport(Next.number(next), packet);
            default -> next == Next.FRAGMENT ? fragment(packet) : ip(packet);
          };
      if (next < 0) {
        if (next == Next.ARP && note == null) {
          trailers.orElseThrow().decode(packet, -1, cursor.end());
        }
        if (next != DONE) {
          counters.verdict(next);
        }
        return;
      }
    }
    counters.tooDeep();
  }

  private int ip(CapturedPacket packet) {
    int next = Ip.decode(cursor);
    if (note == null && next >= 0) {
      if (!Ip.statesLength(cursor)) {
        int trailer = trailers.orElseThrow().start(packet, cursor.position());
        if (trailer < cursor.end()) {
          cursor.limit(trailer - cursor.position());
        }
      }
      note = trailers.orElseThrow().decode(packet, cursor.ip(), cursor.end());
    }
    return next;
  }

  private int transport(int protocol, CapturedPacket packet) {
    return switch (protocol) {
      case IpProtocols.UDP -> udp();
      case IpProtocols.ICMP, IpProtocols.ICMPV6 -> icmp(protocol, packet);
      default -> IpProtocols.decode(protocol, cursor);
    };
  }

  private void tcp(CapturedPacket packet) {
    boolean whole =
        segment.set(
            packet.number(),
            packet.epochNanos(),
            packet.interfaceIndex(),
            cursor.buffer(),
            cursor.ip(),
            cursor.position(),
            cursor.end(),
            cursor.wireEnd() - cursor.ip(),
            reassembled,
            cursor.vlan(),
            note);
    if (whole) {
      counters.tcp();
      listener.segment(segment);
    } else {
      counters.verdict(Next.MALFORMED);
    }
  }

  private int udp() {
    int next = UdpTunnels.decode(cursor);
    if (next != Next.NO_TUNNEL) {
      return next;
    }
    counters.udp(cursor);
    return DONE;
  }

  private int icmp(int protocol, CapturedPacket packet) {
    IcmpErrors.decode(cursor, protocol == IpProtocols.ICMPV6, packet.number(), packet.epochNanos())
        .ifPresent(listener::icmpError);
    return Next.OTHER_IP;
  }

  private int fragment(CapturedPacket packet) {
    Optional<byte[]> whole = fragments.add(cursor, packet.number(), packet.epochNanos());
    if (whole.isEmpty()) {
      counters.fragment();
      return DONE;
    }
    byte[] datagram = whole.get();
    int vlan = cursor.vlan();
    cursor.start(datagram, 0, datagram.length, datagram.length);
    cursor.markVlan(vlan);
    reassembled = true;
    return Next.IP;
  }

  private void giveUp(FragmentTable.GivenUp datagram) {
    counters.incompleteDatagram();
    datagram.tcp().ifPresent(listener::fragmentsMissing);
  }
}
