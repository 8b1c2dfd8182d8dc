package dev.shakedown.tcp;

import java.util.List;

/**
 * What one direction of a finished connection looked like. Offsets count payload bytes from 0.
 *
 * @param synSeen whether its SYN is in the capture
 * @param isn initial sequence number, or the one derived from the first segment
 * @param mss offered by its SYN, bytes; -1 if unknown
 * @param windowScale offered by its SYN; -1 if none
 * @param sackPermitted offered by its SYN
 * @param timestamps offered by its SYN
 * @param segments segments seen, retransmissions included
 * @param dataSegments those with payload
 * @param firstFrame frame of its first segment; 0 if it never sent one
 * @param lastFrame frame of its last segment
 * @param firstNanos capture time of the first
 * @param lastNanos capture time of the last
 * @param lastDataFrame frame of the last segment that carried new payload; 0 if none
 * @param lastDataNanos its capture time
 * @param bytesInOrder payload bytes in order from the start, all of them in the capture
 * @param bytesSent end of the highest payload byte seen
 * @param bytesAcked payload bytes the other side acknowledged; may exceed bytesSent if packets are
 *     missing; -1 if it never acknowledged any
 * @param lastAckFrame frame of the last segment of the other side that acknowledged new payload of
 *     this one; 0 if none
 * @param lastAckNanos its time
 * @param missingBytes bytes acknowledged, but not in the capture
 * @param cutBytes bytes lost to the snap length
 * @param retransmittedSegments data segments sent again
 * @param repeatedAckedSegments data and FIN sent again although the capture holds their
 *     acknowledgment: it did not reach this end in time
 * @param outOfOrderSegments data segments that arrived before earlier bytes
 * @param duplicateFrames frames that are copies of the one before (a span port seeing both sides)
 * @param maxPacketLength largest IP packet seen, bytes; a segment that the network card cut up
 *     later counts as the packets it became
 * @param maxAckedPacketLength largest IP packet with payload of which all bytes were acknowledged,
 *     bytes; 0 if none
 * @param hopLimitFirst TTL or hop limit of the first segment; -1 if none
 * @param hopLimits how often each TTL or hop limit was seen on segments other than RST, most
 *     frequent first, at most 4
 * @param ipIds identifications of its last few segments other than RST, oldest first; empty for
 *     IPv6
 * @param dontFragment whether all its segments forbid fragmentation
 * @param holes when the stream waited for bytes before those that had come, and got them; the first
 *     8 times
 * @param unacked segments with payload never acknowledged (and sent at least once), lowest first,
 *     at most 32
 * @param sackedAhead whether the other side reported (SACK) bytes beyond a hole that stayed open
 * @param duplicateAcks how often the other side repeated its last acknowledgment while bytes were
 *     outstanding (RFC 5681 2): something arrived beyond a hole
 * @param zeroWindow whether it closed its receive window at the end
 * @param finSeen whether it sent FIN
 * @param rstSeen whether it sent RST
 * @param aliveAfterResetFrame the first frame that shows this end go on after a reset in its name;
 *     0 if there is none
 */
public record DirectionFacts(
    boolean synSeen,
    long isn,
    int mss,
    int windowScale,
    boolean sackPermitted,
    boolean timestamps,
    long segments,
    long dataSegments,
    long firstFrame,
    long lastFrame,
    long firstNanos,
    long lastNanos,
    long lastDataFrame,
    long lastDataNanos,
    long bytesInOrder,
    long bytesSent,
    long bytesAcked,
    long lastAckFrame,
    long lastAckNanos,
    long missingBytes,
    long cutBytes,
    long retransmittedSegments,
    long repeatedAckedSegments,
    long outOfOrderSegments,
    long duplicateFrames,
    int maxPacketLength,
    int maxAckedPacketLength,
    int hopLimitFirst,
    List<HopLimitCount> hopLimits,
    List<Integer> ipIds,
    boolean dontFragment,
    List<Hole> holes,
    List<UnackedSegment> unacked,
    boolean sackedAhead,
    int duplicateAcks,
    boolean zeroWindow,
    boolean finSeen,
    boolean rstSeen,
    long aliveAfterResetFrame) {

  /** How often a TTL or hop limit was seen. */
  public record HopLimitCount(int hopLimit, long count) {}

  /** A wait for missing bytes, from the first byte behind them to the last of them. */
  public record Hole(long sinceNanos, long untilNanos) {}

  /**
   * A data segment that the other side never acknowledged.
   *
   * @param offset of its first byte
   * @param length bytes of payload
   * @param packetLength bytes of the IP packet on the wire
   * @param transmissions how often it was seen
   * @param firstFrame the first time
   * @param lastFrame the last time
   * @param sacked whether the other side reported it by SACK
   */
  public record UnackedSegment(
      long offset,
      int length,
      int packetLength,
      int transmissions,
      long firstFrame,
      long lastFrame,
      boolean sacked) {}

  public DirectionFacts {
    hopLimits = List.copyOf(hopLimits);
    ipIds = List.copyOf(ipIds);
    holes = List.copyOf(holes);
    unacked = List.copyOf(unacked);
  }

  /** Whether any segment of this direction is in the capture. */
  public boolean seen() {
    return segments > 0;
  }
}
