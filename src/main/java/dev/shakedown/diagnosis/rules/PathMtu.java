package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.diagnosis.facts.Undelivered;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.tcp.TcpEvent;
import java.util.Optional;

/** When lost packets are lost for their size (RFC 1191, RFC 2923 2.1, RFC 8899). */
final class PathMtu {
  /** What an MSS leaves out: the headers of IP and TCP (RFC 9293 3.7.1). */
  private static final int V4_HEADERS = 40;

  private static final int V6_HEADERS = 60;

  /** Where no MSS is known, what is smaller than this is taken for less than full size. */
  private static final int SURELY_NOT_FULL = 1281;

  private PathMtu() {}

  /**
   * A finding for large packets that do not arrive. That small ones do is proven if something
   * behind the hole arrived; and a single packet may also have been dropped for its content.
   */
  static FindingBuilder finding(Undelivered undelivered, boolean clientHello) {
    if (!undelivered.beyondArrived()) {
      return undelivered.passedLength() > 0
          ? FindingBuilder.likely(Codes.PATH_MTU).variant("sizes")
          : FindingBuilder.possible(Codes.PATH_MTU).variant("no-small-one");
    }
    return undelivered.largeLost() > 1 && !clientHello
        ? FindingBuilder.certain(Codes.PATH_MTU).variant("sizes")
        : FindingBuilder.likely(Codes.PATH_MTU).variant("sizes");
  }

  /**
   * A router says that a packet was too big, and its bytes were never acknowledged, in whatever
   * size they were sent again. One that claims a larger MTU than the packet's size tells nothing.
   *
   * @param stalled whether that alone explains the end; else the bytes must have been repeated
   */
  static Optional<FindingBuilder> tooBig(FlowFacts facts, boolean stalled) {
    return facts.events(TcpEvent.Icmp.class).stream()
        .filter(i -> i.value().error().packetTooBig() && !overcome(facts, i))
        .filter(i -> i.value().error().mtu() < i.value().error().quotedPacketLength())
        .filter(i -> stalled || Undelivered.of(facts, i.value().about()).isPresent())
        .filter(i -> stalled || Undelivered.of(facts, i.value().about()).isPresent())
        .findFirst()
        .map(i -> tooBig(facts, i));
  }

  /** Whether the bytes that an ICMP error is about got through in the end. */
  static boolean overcome(FlowFacts facts, Seen<TcpEvent.Icmp> icmp) {
    return facts.flow().facts(icmp.value().about()).bytesAcked() > icmp.value().offset();
  }

  private static FindingBuilder tooBig(FlowFacts facts, Seen<TcpEvent.Icmp> icmp) {
    IcmpError error = icmp.value().error();
    Optional<Undelivered> lost = Undelivered.of(facts, icmp.value().about());
    boolean proven = lost.filter(u -> u.smallestLost() > error.mtu()).isPresent();
    FindingBuilder finding =
        (proven ? FindingBuilder.certain(Codes.PATH_MTU) : FindingBuilder.likely(Codes.PATH_MTU))
            .variant(error.mtu() > 0 ? "icmp" : "icmp-without-mtu")
            .detail("side", FindingBuilder.side(icmp.value().about()));
    if (error.mtu() > 0) {
      finding.detail("mtu", error.mtu());
    }
    finding.proof(
        icmp.frame(),
        Message.of(
            error.mtu() > 0 ? "evidence.icmp.too-big" : "evidence.icmp.too-big-without-mtu",
            "from",
            error.from().toString(),
            "bytes",
            error.quotedPacketLength(),
            "mtu",
            error.mtu()));
    lost.ifPresent(u -> LostOnThePath.sizes(finding, u));
    return finding;
  }

  /** The largest IP packet both ends take by their MSS, bytes. */
  static int fullSize(FlowFacts facts) {
    int client = facts.flow().clientFacts().mss();
    int server = facts.flow().serverFacts().mss();
    if (client < 0 || server < 0) {
      return SURELY_NOT_FULL;
    }
    boolean v6 = facts.flow().server().address().v6();
    return Math.min(client, server) + (v6 ? V6_HEADERS : V4_HEADERS);
  }
}
