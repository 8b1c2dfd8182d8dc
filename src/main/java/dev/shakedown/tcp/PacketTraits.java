package dev.shakedown.tcp;

import dev.shakedown.packet.Segment;
import dev.shakedown.tcp.DirectionFacts.HopLimitCount;
import java.util.ArrayList;
import java.util.List;

/** What the packets of one direction have in common below TCP: when they came and how they look. */
final class PacketTraits {
  /** MTU of Ethernet: what a packet is taken for at most where no MSS tells (RFC 894). */
  private static final int USUAL_MTU = 1500;

  /** Bytes of the IPv6 and the IPv4 header that an MSS leaves room for (RFC 9293 3.7.1). */
  private static final int V6_HEADER = 40;

  private static final int V4_HEADER = 20;
  private static final int TCP_HEADER = 20;

  private static final int KEPT_IDS = 4;

  private long segments;
  private long firstFrame;
  private long lastFrame;
  private long firstNanos;
  private long lastNanos;
  private int duplicateFrames;
  private int maxPacketLength;
  private int hopLimitFirst = -1;
  private final HopLimits hopLimits = new HopLimits();
  private long ipIds;
  private byte ipIdCount;
  private boolean fragmentable;

  /**
   * Counts a segment that is no copy of another.
   *
   * @param wireLength see {@link #wireLength}
   */
  void count(Segment segment, int wireLength) {
    if (segments++ == 0) {
      firstFrame = segment.frame();
      firstNanos = segment.epochNanos();
      hopLimitFirst = segment.hopLimit();
    }
    lastFrame = segment.frame();
    lastNanos = segment.epochNanos();
    maxPacketLength = Math.max(maxPacketLength, wireLength);
    fragmentable |= !segment.dontFragment();
    if (segment.has(Segment.RST)) {
      return;
    }
    hopLimits.add(segment.hopLimit());
    if (!segment.v6()) {
      ipIds = ipIds << 16 | segment.ipId();
      ipIdCount = (byte) Math.min(KEPT_IDS, ipIdCount + 1);
    }
  }

  void countDuplicate() {
    duplicateFrames++;
  }

  /**
   * Bytes of the largest packet in which a segment can have travelled. A host that leaves cutting
   * to its network card, or lets the card join what arrives, shows segments that were never on the
   * wire; no packet there is larger than the MSS allows.
   *
   * @param mss the smaller one of both ends; -1 if unknown
   */
  static int wireLength(Segment segment, int mss) {
    int largest = mss < 0 ? USUAL_MTU : mss + TCP_HEADER + (segment.v6() ? V6_HEADER : V4_HEADER);
    return Math.min(segment.packetLength(), largest);
  }

  long segments() {
    return segments;
  }

  long firstFrame() {
    return firstFrame;
  }

  long lastFrame() {
    return lastFrame;
  }

  long firstNanos() {
    return firstNanos;
  }

  long lastNanos() {
    return lastNanos;
  }

  int duplicateFrames() {
    return duplicateFrames;
  }

  int maxPacketLength() {
    return maxPacketLength;
  }

  int hopLimitFirst() {
    return hopLimitFirst;
  }

  List<HopLimitCount> hopLimits() {
    return hopLimits.mostFrequent();
  }

  /** Identifications of the last few segments other than RST, oldest first. */
  List<Integer> ipIds() {
    List<Integer> result = new ArrayList<>(ipIdCount);
    for (int i = ipIdCount - 1; i >= 0; i--) {
      result.add((int) (ipIds >>> 16 * i) & 0xffff);
    }
    return result;
  }

  boolean dontFragment() {
    return segments > 0 && !fragmentable;
  }
}
