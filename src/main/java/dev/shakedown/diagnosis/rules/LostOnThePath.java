package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Stage;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Segments are sent again and again and never acknowledged. If only large ones are affected it is
 * the path's MTU (RFC 4821, RFC 8899), else packets are dropped whatever their size.
 */
final class LostOnThePath implements Rule {
  /** The smallest MTU every IPv6 link has, and a size IPv4 paths pass in practice (RFC 8200 5). */
  private static final int ALWAYS_PASSES = 1280;

  private static final int MAX_PROOFS = 4;

  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.PATH_MTU, Codes.PATH_LOSS, Codes.CLIENT_HELLO_DROPPED, Codes.IP_FRAGMENTS_MISSING);
  }

  @Override
  public Verdict check(Case connection) {
    if (!connection.stalled() && !connection.failed()) {
      return Verdict.CLEAR;
    }
    FlowFacts facts = connection.facts();
    if (connection.lostBetweenPoints() || connection.ending().alert().isPresent()) {
      return Verdict.CLEAR;
    }
    Optional<Verdict> fragments = fragments(facts);
    if (fragments.isPresent()) {
      return fragments.get();
    }
    Optional<Verdict> icmp = tooBig(facts);
    if (icmp.isPresent() && connection.stalled()) {
      return icmp.get();
    }
    for (Sender side : List.of(Sender.SERVER, Sender.CLIENT)) {
      Optional<Verdict> lost = unacknowledged(facts, side);
      if (lost.isPresent()) {
        return lost.get();
      }
    }
    return connection.stalled() ? holeBeforeTail(facts) : Verdict.CLEAR;
  }

  private static Optional<Verdict> fragments(FlowFacts facts) {
    List<Seen<TcpEvent.FragmentsMissing>> missing = facts.events(TcpEvent.FragmentsMissing.class);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    var datagram = missing.get(0).value().datagram();
    return Optional.of(
        FindingBuilder.likely(Codes.IP_FRAGMENTS_MISSING)
            .detail("bytesSeen", datagram.bytesSeen())
            .proof(datagram.frame(), Message.of("evidence.fragment"))
            .verdict());
  }

  private static Optional<Verdict> tooBig(FlowFacts facts) {
    return facts.events(TcpEvent.Icmp.class).stream()
        .filter(i -> i.value().error().packetTooBig())
        .findFirst()
        .map(
            i ->
                FindingBuilder.likely(Codes.PATH_MTU)
                    .variant("icmp")
                    .detail("mtu", i.value().error().mtu())
                    .detail("side", FindingBuilder.side(i.value().about()))
                    .proof(
                        i.frame(),
                        Message.of(
                            "evidence.icmp.too-big",
                            "from",
                            i.value().error().from().toString(),
                            "mtu",
                            i.value().error().mtu()))
                    .verdict());
  }

  private static Optional<Verdict> unacknowledged(FlowFacts facts, Sender side) {
    DirectionFacts direction = facts.flow().facts(side);
    List<DirectionFacts.UnackedSegment> lost =
        direction.unacked().stream().filter(u -> !u.sacked()).toList();
    Optional<DirectionFacts.UnackedSegment> repeated =
        lost.stream().filter(u -> u.transmissions() >= 3).findFirst();
    if (repeated.isEmpty()) {
      return Optional.empty();
    }
    int size = repeated.get().packetLength();
    boolean smallLost =
        lost.stream().anyMatch(u -> u.transmissions() >= 3 && u.packetLength() <= ALWAYS_PASSES);
    boolean smallPassed =
        direction.unacked().stream().anyMatch(DirectionFacts.UnackedSegment::sacked)
            || direction.sackedAhead();
    boolean sizePassed = direction.maxAckedPacketLength() >= size;
    boolean large = size > ALWAYS_PASSES && !smallLost && !sizePassed;
    boolean clientHello =
        side == Sender.CLIENT && facts.progress().stage().compareTo(Stage.CLIENT_HELLO) <= 0;
    FindingBuilder finding;
    if (large && (smallPassed || side == Sender.SERVER || direction.bytesAcked() > 0)) {
      finding =
          smallPassed
              ? FindingBuilder.certain(Codes.PATH_MTU)
              : FindingBuilder.likely(Codes.PATH_MTU);
    } else if (clientHello) {
      finding = FindingBuilder.certain(Codes.CLIENT_HELLO_DROPPED);
    } else {
      finding = FindingBuilder.likely(Codes.PATH_LOSS);
    }
    finding
        .detail("side", FindingBuilder.side(side))
        .detail("failedPacketBytes", size)
        .detail("passedPacketBytes", direction.maxAckedPacketLength())
        .detail("transmissions", repeated.get().transmissions());
    proofs(finding, lost);
    return Optional.of(finding.verdict());
  }

  private static void proofs(FindingBuilder finding, List<DirectionFacts.UnackedSegment> lost) {
    for (var segment : lost.subList(0, Math.min(MAX_PROOFS, lost.size()))) {
      finding.proof(
          segment.firstFrame(),
          Message.of(
              "evidence.unacked",
              "bytes",
              segment.packetLength(),
              "times",
              segment.transmissions(),
              "last",
              segment.lastFrame()));
    }
  }

  /**
   * Seen from the receiver's side: the tail of a flight arrives, what comes before it never does.
   * The missing segments were the full-size ones if what arrived is smaller.
   */
  private static Verdict holeBeforeTail(FlowFacts facts) {
    for (Sender side : List.of(Sender.SERVER, Sender.CLIENT)) {
      DirectionFacts direction = facts.flow().facts(side);
      long arrived = direction.bytesInOrder() + direction.missingBytes() + direction.cutBytes();
      boolean hole = direction.bytesSent() > arrived && direction.bytesAcked() <= arrived;
      if (hole && direction.outOfOrderSegments() > 0) {
        boolean small = direction.maxPacketLength() <= ALWAYS_PASSES;
        return FindingBuilder.likely(small ? Codes.PATH_MTU : Codes.PATH_LOSS)
            .variant("hole")
            .detail("side", FindingBuilder.side(side))
            .detail("passedPacketBytes", direction.maxPacketLength())
            .proof(direction.lastDataFrame(), Message.of("evidence.tail-without-head"))
            .verdict();
      }
    }
    return Verdict.CLEAR;
  }
}
