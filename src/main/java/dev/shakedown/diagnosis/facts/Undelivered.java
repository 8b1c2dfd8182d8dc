package dev.shakedown.diagnosis.facts;

import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.DirectionFacts.UnackedSegment;
import dev.shakedown.tcp.Sender;
import java.util.List;
import java.util.Optional;

/**
 * What one side sent again and again and the other never acknowledged, and what the sizes and the
 * acknowledgments tell of the reason.
 *
 * @param side who sent it
 * @param lost the segments, lowest first, without those that SACK reports as arrived
 * @param repeated the lowest of them that was sent three times or more
 * @param passedLength the largest IP packet of this side known to have arrived, bytes; 0 if none
 * @param beyondArrived whether bytes behind the first hole arrived, by SACK or repeated
 *     acknowledgments (RFC 2018, RFC 5681)
 * @param nothingPasses whether small packets of this side do not arrive either
 */
public record Undelivered(
    Sender side,
    List<UnackedSegment> lost,
    UnackedSegment repeated,
    int passedLength,
    boolean beyondArrived,
    boolean nothingPasses) {
  /** Sent so often and never acknowledged, a segment was not lost by chance. */
  private static final int OFTEN = 3;

  /** The smallest MTU every IPv6 link has, and a size IPv4 paths pass in practice (RFC 8200 5). */
  private static final int ALWAYS_PASSES = 1280;

  public Undelivered {
    lost = List.copyOf(lost);
  }

  /** What {@code side} could not get through; empty if nothing was repeated often enough. */
  public static Optional<Undelivered> of(FlowFacts facts, Sender side) {
    DirectionFacts direction = facts.flow().facts(side);
    List<UnackedSegment> lost = direction.unacked().stream().filter(u -> !u.sacked()).toList();
    // where nothing at all was acknowledged, one repetition already shows that it is not slowness
    int often = direction.bytesAcked() == 0 ? 2 : OFTEN;
    Optional<UnackedSegment> repeated =
        lost.stream().filter(u -> u.transmissions() >= often).findFirst();
    if (repeated.isEmpty()) {
      return Optional.empty();
    }
    boolean beyond = direction.sackedAhead() || direction.duplicateAcks() > 0;
    int sacked =
        direction.unacked().stream()
            .filter(UnackedSegment::sacked)
            .mapToInt(UnackedSegment::packetLength)
            .max()
            .orElse(0);
    boolean smallerLost =
        lost.stream()
            .anyMatch(
                u ->
                    u.packetLength() <= ALWAYS_PASSES
                        && u.packetLength() < repeated.get().packetLength()
                        && u.transmissions() >= 2);
    boolean ackLost = facts.flow().facts(side.peer()).repeatedAckedSegments() >= 2;
    return Optional.of(
        new Undelivered(
            side,
            lost,
            repeated.get(),
            Math.max(sacked, direction.maxAckedPacketLength()),
            beyond,
            !beyond && (smallerLost || ackLost)));
  }

  /**
   * Whether size is what the lost packets have in common: all larger than any that arrived, and
   * larger than every path takes.
   */
  public boolean onlyLarge() {
    boolean often = lost.stream().anyMatch(u -> often(u) && u.packetLength() <= ALWAYS_PASSES);
    return !often && !nothingPasses && smallestLost() > Math.max(ALWAYS_PASSES, passedLength);
  }

  /** How many different bytes ranges of the largest size were sent and did not arrive. */
  public long largeLost() {
    return lost.stream()
        .filter(u -> u.packetLength() >= smallestLost())
        .mapToLong(UnackedSegment::offset)
        .distinct()
        .count();
  }

  /** The smallest packet that was repeated in vain, bytes. */
  public int smallestLost() {
    return lost.stream()
        .filter(Undelivered::often)
        .mapToInt(UnackedSegment::packetLength)
        .min()
        .orElse(repeated.packetLength());
  }

  private static boolean often(UnackedSegment segment) {
    return segment.transmissions() >= OFTEN;
  }
}
