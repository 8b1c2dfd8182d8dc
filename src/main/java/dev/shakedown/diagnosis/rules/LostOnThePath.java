package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.Stage;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Undelivered;
import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Segments are sent again and again and never acknowledged, or one end waits for bytes before those
 * that arrived. Large ones only: see {@link PathMtu}.
 */
final class LostOnThePath implements Rule {
  private static final int MAX_PROOFS = 4;

  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.PATH_MTU, Codes.PATH_LOSS, Codes.CLIENT_HELLO_DROPPED, Codes.IP_FRAGMENTS_MISSING);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED, Outcome.STALLED);
  }

  @Override
  public Verdict check(Case connection) {
    if (connection.lostBetweenPoints() || connection.ending().alert().isPresent()) {
      return Verdict.CLEAR;
    }
    FlowFacts facts = connection.facts();
    return fragments(facts)
        .or(() -> PathMtu.tooBig(facts, connection.stalled()))
        .or(() -> unacknowledged(facts, Sender.SERVER))
        .or(() -> unacknowledged(facts, Sender.CLIENT))
        .or(() -> connection.stalled() ? hole(facts, Sender.SERVER) : Optional.empty())
        .or(() -> connection.stalled() ? hole(facts, Sender.CLIENT) : Optional.empty())
        .map(FindingBuilder::verdict)
        .orElse(Verdict.CLEAR);
  }

  /** A datagram that never became whole, unless its bytes arrived in another one. */
  private static Optional<FindingBuilder> fragments(FlowFacts facts) {
    return facts.events(TcpEvent.FragmentsMissing.class).stream()
        .filter(
            m ->
                m.value().offset() < 0
                    || m.value().offset() >= facts.flow().facts(m.from()).bytesAcked())
        .findFirst()
        .map(
            m -> {
              var datagram = m.value().datagram();
              FindingBuilder finding =
                  FindingBuilder.likely(Codes.IP_FRAGMENTS_MISSING)
                      .detail("side", FindingBuilder.side(m.from()))
                      .detail("bytesSeen", datagram.bytesSeen());
              if (datagram.totalLength() > 0) {
                finding.detail("bytesInAll", datagram.totalLength());
              }
              String key =
                  datagram.sourcePort() >= 0 ? "evidence.fragment" : "evidence.fragment.tail";
              return finding.proof(datagram.frame(), Message.of(key));
            });
  }

  private static Optional<FindingBuilder> unacknowledged(FlowFacts facts, Sender side) {
    return Undelivered.of(facts, side).map(u -> sizes(finding(facts, u), u));
  }

  private static FindingBuilder finding(FlowFacts facts, Undelivered undelivered) {
    long acked = facts.flow().facts(undelivered.side()).bytesAcked();
    boolean clientHello =
        undelivered.side() == Sender.CLIENT
            && facts.progress().stage().compareTo(Stage.CLIENT_HELLO) <= 0;
    // A single packet tells nothing of its size: where nothing but the hello was sent, it may be
    // the hello that a device objects to.
    boolean comparable = undelivered.beyondArrived() || !clientHello || acked > 0;
    if (undelivered.onlyLarge() && comparable) {
      return PathMtu.finding(undelivered, clientHello);
    }
    if (!clientHello) {
      return FindingBuilder.likely(Codes.PATH_LOSS);
    }
    FindingBuilder dropped = FindingBuilder.certain(Codes.CLIENT_HELLO_DROPPED);
    if (acked <= 0 && !undelivered.beyondArrived()) {
      return dropped;
    }
    return dropped
        .variant("part")
        .detail("ackedBytes", Math.max(0, acked))
        .detail("lostFrom", undelivered.repeated().offset())
        .detail("lostTo", undelivered.repeated().offset() + undelivered.repeated().length());
  }

  /** Adds which packets failed, how large they were, and how large one may be to pass. */
  static FindingBuilder sizes(FindingBuilder finding, Undelivered undelivered) {
    finding
        .detail("side", FindingBuilder.side(undelivered.side()))
        .detail("failedPacketBytes", undelivered.smallestLost())
        .detail("passedPacketBytes", undelivered.passedLength())
        .detail("transmissions", undelivered.repeated().transmissions());
    List<DirectionFacts.UnackedSegment> lost = undelivered.lost();
    for (var segment : lost.subList(0, Math.min(MAX_PROOFS, lost.size()))) {
      finding.proof(
          segment.firstFrame(),
          new Message(
              segment.transmissions() > 1 ? "evidence.unacked" : "evidence.unacked.once",
              Map.of(
                  "bytes",
                  segment.packetLength(),
                  "from",
                  segment.offset(),
                  "to",
                  segment.offset() + segment.length(),
                  "times",
                  segment.transmissions(),
                  "last",
                  segment.lastFrame())));
    }
    return finding;
  }

  /**
   * Seen from the receiver's side: the end of a flight arrives, what comes before it never does.
   * The missing segments were the full-size ones if none that arrived is as large.
   */
  private static Optional<FindingBuilder> hole(FlowFacts facts, Sender side) {
    DirectionFacts direction = facts.flow().facts(side);
    long arrived = direction.bytesInOrder() + direction.missingBytes() + direction.cutBytes();
    boolean hole = direction.bytesSent() > arrived && direction.bytesAcked() <= arrived;
    if (!hole || direction.outOfOrderSegments() == 0) {
      return Optional.empty();
    }
    boolean large = direction.maxPacketLength() < PathMtu.fullSize(facts);
    boolean clientHello = side == Sender.CLIENT && facts.clientHello().isEmpty();
    String otherwise = clientHello ? Codes.CLIENT_HELLO_DROPPED : Codes.PATH_LOSS;
    return Optional.of(
        FindingBuilder.likely(large ? Codes.PATH_MTU : otherwise)
            .variant("hole")
            .detail("side", FindingBuilder.side(side))
            .detail("missingFrom", arrived)
            .detail("passedPacketBytes", direction.maxPacketLength())
            .proof(
                direction.lastDataFrame(),
                Message.of("evidence.tail-without-head", "from", arrived)));
  }
}
