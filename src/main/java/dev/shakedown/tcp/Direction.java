package dev.shakedown.tcp;

import dev.shakedown.packet.Segment;

/**
 * One direction of a live connection: where its sequence numbers begin, what was sent and what was
 * acknowledged. Its payload, once there is any, is a matter of {@link OutboundStream}, so that a
 * connection of one SYN stays small.
 */
final class Direction {
  /** How the initial sequence number is known. */
  private enum Origin {
    UNKNOWN,
    /** From a segment without payload or the other side's acknowledgment. */
    GUESSED,
    /** From the first payload seen: the stream began earlier. */
    MIDSTREAM,
    /** From a SYN or its acknowledgment. */
    SYN
  }

  /** An acknowledgment further ahead than the largest window (RFC 7323 2.3) is none. */
  private static final long MAX_WINDOW = 1L << 30;

  /** A SYN that stands behind more bytes than these in the file belongs to another connection. */
  private static final int MAX_DISORDER_BYTES = 1 << 18;

  /** Bytes that may have been sent without being in the capture: a window without scaling. */
  private static final int MAX_UNSEEN = 1 << 16;

  private final Flow flow;
  private final boolean first;
  private Origin origin = Origin.UNKNOWN;
  private int isn;
  private OutboundStream stream;

  private long sentEnd;
  private long acked = -1;
  private int lastAck;
  private long lastAckFrame;
  private long lastAckNanos;
  private long finOffset = -1;
  private boolean finAcked;

  /** Null while everything acknowledged was seen before. */
  private AcksAhead acksAhead;

  private int repeatedAckedFins;

  private PacketTraits packets = new PacketTraits();
  private ResetWatch resets = new ResetWatch();
  private int duplicateAcks;

  private int synsSeen;
  private boolean synSeen;
  private boolean otherIsnSeen;
  private int mss = -1;
  private int windowScale = -1;
  private boolean sackPermitted;
  private boolean timestamps;
  private boolean finSeen;
  private boolean rstSeen;
  private boolean zeroWindow;

  // How many events of a kind were logged: a few of each tell the story.
  private byte synsLogged;

  private byte rstsLogged;
  private byte keepAlivesLogged;
  private byte zeroWindowsLogged;

  /**
   * @param first whether this is the direction of the connection's first segment
   */
  Direction(Flow flow, boolean first) {
    this.flow = flow;
    this.first = first;
  }

  boolean first() {
    return first;
  }

  /** Bytes of memory it takes, estimated. */
  int heldBytes() {
    return 300 + (stream == null ? 0 : stream.heldBytes());
  }

  boolean seen() {
    return packets.segments() > 0;
  }

  boolean synSeen() {
    return synSeen;
  }

  boolean finSeen() {
    return finSeen;
  }

  /** Whether all of it up to a FIN was seen and acknowledged. */
  boolean settled() {
    return finAcked && stream != null && stream.isDelivered();
  }

  /** Whether the initial sequence number is {@code sequence}, as far as known. */
  boolean beginsAt(int sequence) {
    return origin != Origin.UNKNOWN && isn == sequence;
  }

  /** Whether this may be the number of its SYN, as far as it is known from later segments. */
  boolean mayBeginAt(int sequence) {
    int sent = isn - sequence;
    return switch (origin) {
      case SYN -> false;
      case UNKNOWN -> true;
      case GUESSED, MIDSTREAM -> sent >= 0 && sent < MAX_DISORDER_BYTES;
    };
  }

  boolean anchored() {
    return origin != Origin.UNKNOWN;
  }

  /** Whether it sent nothing but SYNs, if anything. */
  boolean onlySyns() {
    return packets.segments() == synsSeen;
  }

  boolean hasPayload() {
    return stream != null;
  }

  /** Payload bytes acknowledged; -1 if no acknowledgment came at all. */
  long acked() {
    return acked;
  }

  /** End of the highest payload byte seen. */
  long sentEnd() {
    return sentEnd;
  }

  /** Payload bytes before the FIN; -1 if it is not known. */
  long finOffset() {
    return finOffset;
  }

  /** The stream offset that a sequence number nearest to what was seen last stands for. */
  long offsetOf(int sequence) {
    long reference = Math.max(sentEnd, acked);
    return reference + (sequence - (isn + 1 + (int) reference));
  }

  /** Whether this end may have sent a segment that begins at a sequence number. */
  boolean maySend(int sequence) {
    if (!anchored()) {
      return true;
    }
    long offset = offsetOf(sequence);
    return offset >= -1 && offset <= Math.max(sentEnd, acked) + MAX_UNSEEN;
  }

  /** Counts a segment that is no copy of another. */
  void count(Segment segment) {
    packets.count(segment, wireLength(segment));
  }

  void countDuplicate() {
    packets.countDuplicate();
  }

  /** MSS this end offered, bytes; -1 if unknown. */
  int mss() {
    return mss;
  }

  /** Bytes of the largest packet in which a segment can have travelled. */
  int wireLength(Segment segment) {
    return PacketTraits.wireLength(segment, flow.mss());
  }

  /**
   * Takes a SYN and logs it.
   *
   * @param settled whether the numbers are agreed, so that another SYN changes nothing
   */
  void syn(Segment segment, TcpOptions options, boolean settled) {
    boolean again = synSeen;
    synsSeen++;
    if (synSeen && isn != segment.sequence()) {
      otherIsnSeen = true;
    }
    if (!hasPayload() && !(settled && origin == Origin.SYN)) {
      anchorAt(segment.sequence(), Origin.SYN);
    } else if (hasPayload() && origin == Origin.MIDSTREAM) {
      long beginning = offsetOf(segment.sequence() + 1);
      if (beginning < 0 && stream.beginAt(beginning) == 0) {
        stream.beginsLater(-beginning, segment);
      }
      origin = Origin.SYN;
    }
    synSeen = true;
    if (!again) {
      mss = options.mss();
      windowScale = options.windowScale();
      sackPermitted = options.sackPermitted();
      timestamps = options.timestamps();
    }
    if (synsLogged < 32) {
      synsLogged++;
      flow.log(
          this,
          segment,
          new TcpEvent.Syn(
              segment.has(Segment.ACK),
              segment.sequence() & 0xffffffffL,
              options.mss(),
              options.windowScale(),
              options.sackPermitted(),
              options.timestamps(),
              again));
    }
  }

  /** Learns the origin from a segment of this direction without SYN, as far as it is unknown. */
  void anchorOn(Segment segment) {
    boolean payload = segment.payloadLength() > 0 || segment.has(Segment.FIN);
    if (origin.compareTo(Origin.GUESSED) <= 0) {
      anchorAt(segment.sequence() - 1, payload ? Origin.MIDSTREAM : Origin.GUESSED);
    }
  }

  /**
   * Takes the other side's acknowledgment number.
   *
   * @param ofSyn whether it acknowledges this direction's SYN and nothing more
   */
  void acknowledged(int sequence, boolean ofSyn, Segment by) {
    boolean unknown = origin == Origin.UNKNOWN;
    if (ofSyn && !hasPayload() && (origin != Origin.SYN || otherIsnSeen)) {
      anchorAt(sequence - 1, Origin.SYN);
    } else if (unknown) {
      anchorAt(sequence - 1, Origin.GUESSED);
    }
    long offset = offsetOf(sequence);
    boolean ahead = by.has(Segment.SYN) && offset > sentEnd; // answers another SYN
    if (ahead || offset > sentEnd + MAX_WINDOW) {
      return;
    }
    lastAck = sequence;
    long seen = stream == null ? sentEnd : stream.next();
    if (offset > (finOffset == seen ? seen + 1 : seen)) {
      acksAhead = acksAhead == null || acked <= seen ? new AcksAhead() : acksAhead;
      acksAhead.add(by);
    }
    if (finOffset >= 0 && offset > finOffset) {
      offset = finOffset;
      finAcked = true;
    }
    if (offset <= acked) {
      boolean bare = by.payloadLength() == 0 && !by.has(Segment.SYN | Segment.FIN | Segment.RST);
      duplicateAcks += bare && offset == acked && sentEnd > acked ? 1 : 0;
      return;
    }
    duplicateAcks = 0;
    if (offset > 0) {
      lastAckFrame = by.frame();
      lastAckNanos = by.epochNanos();
    }
    acked = Math.max(0, offset);
    if (stream == null && seen() && origin == Origin.SYN && acked > 1) {
      stream(); // its payload is missing from the capture: to be said if it stays so
    }
    if (stream != null) {
      stream.acknowledged(acked);
    }
  }

  /**
   * Takes the number that a reset acknowledges: of the SYN, if that stands behind it in the file.
   */
  void refused(int sequence) {
    if (origin == Origin.UNKNOWN) {
      anchorAt(sequence - 1, Origin.GUESSED);
    }
  }

  /** Takes the other side's selective acknowledgments (RFC 2018). */
  void sacked(TcpOptions options) {
    for (int i = 0; i < options.sackBlocks(); i++) {
      if (stream != null) {
        stream.sacked(offsetOf(options.sackLeft(i)), offsetOf(options.sackRight(i)));
      }
    }
  }

  /** Takes payload and FIN of a segment. */
  void payload(Segment segment) {
    int start = segment.sequence() + (segment.has(Segment.SYN) ? 1 : 0);
    long offset = offsetOf(start);
    int length = segment.payloadLength();
    if (finOffset >= 0) {
      length = (int) Math.max(0, Math.min(length, finOffset - offset));
    }
    if (length > 0) {
      // Bytes before the first are no part of the stream, unless the first is yet to be found.
      boolean inStream = offset + length > 0 || origin == Origin.MIDSTREAM;
      sentEnd = Math.max(sentEnd, offset + length);
      if (inStream) {
        stream().accept(segment, offset, length);
      }
    }
    boolean fin = segment.has(Segment.FIN) && !segment.has(Segment.SYN);
    if (acksAhead != null && (length > 0 || fin)) {
      acksAhead.overtaken(segment, start + length + (fin ? 1 : 0), flow.log());
    }
    if (fin) {
      fin(segment, start);
    }
  }

  private void fin(Segment segment, int start) {
    if (stream().holds()) {
      stream.release();
    }
    long offset = offsetOf(start) + segment.payloadLength();
    if (finSeen) {
      repeatedAckedFins += finAcked ? 1 : 0;
      return;
    }
    finSeen = true;
    if (offset >= sentEnd) {
      finOffset = offset;
      finAcked = acked > finOffset; // captured before the FIN
      acked = Math.min(acked, finOffset);
    }
    flow.logAlways(this, segment, new TcpEvent.Fin(Math.max(0, offset)));
    stream.endIfReached(segment.frame(), segment.epochNanos());
  }

  /**
   * Whether a segment is a keep-alive probe: it carries nothing, or one old byte already
   * acknowledged, just before what comes next.
   */
  boolean isKeepAlive(Segment segment) {
    return anchored()
        && segment.payloadLength() <= 1
        && !segment.has(Segment.SYN | Segment.FIN | Segment.RST)
        && !finSeen
        && offsetOf(segment.sequence()) == sentEnd - 1
        && (segment.payloadLength() == 0 || sentEnd == 0 || acked >= sentEnd);
  }

  void keepAlive(Segment segment) {
    if (keepAlivesLogged < 4) {
      keepAlivesLogged++;
      flow.log(this, segment, new TcpEvent.KeepAlive());
    }
  }

  /** Takes the window that a segment other than SYN and RST announces. */
  void window(Segment segment) {
    boolean closed = segment.window() == 0;
    if (closed && !zeroWindow && zeroWindowsLogged < 4) {
      zeroWindowsLogged++;
      flow.log(this, segment, new TcpEvent.ZeroWindow());
    }
    zeroWindow = closed;
  }

  /** Takes a segment other than RST, for what it says of a reset in this end's name. */
  void watch(Segment segment, TcpOptions options) {
    resets.segment(segment, options, offsetOf(segment.sequence()) + segment.payloadLength());
  }

  /** Takes a segment with RST; {@code peer} is the other direction. */
  void reset(Segment segment, TcpOptions options, Direction peer) {
    rstSeen = true;
    long offset = anchored() ? offsetOf(segment.sequence()) : 0;
    TcpEvent.Rst.Timestamp timestamp = resets.reset(segment, options, offset);
    if (rstsLogged >= 8) {
      return;
    }
    rstsLogged++;
    boolean hasAck = segment.has(Segment.ACK);
    long ackOffset = hasAck && peer.anchored() ? peer.offsetOf(segment.acknowledgment()) : -1;
    boolean exact =
        anchored() ? isNextSequence(offset) : ackOffset >= 0 && ackOffset <= peer.sentEnd;
    if (peer.finOffset >= 0) {
      ackOffset = Math.min(ackOffset, peer.finOffset);
    }
    flow.logAlways(
        this,
        segment,
        new TcpEvent.Rst(
            offset,
            Math.max(-1, ackOffset),
            segment.hopLimit(),
            segment.ipId(),
            hasAck,
            segment.window(),
            exact,
            timestamp,
            ResetReason.of(segment)));
  }

  private boolean isNextSequence(long offset) {
    return offset == sentEnd + (finOffset == sentEnd ? 1 : 0)
        || offset == Math.max(0, acked) + (finAcked ? 1 : 0);
  }

  /** Lets go of what is held for its place in the stream to be known. */
  void release() {
    if (stream != null) {
      stream.release();
    }
  }

  /** Gives bytes up that were acknowledged long ago and never came. */
  void patience(Segment segment, long frames, boolean peerSeen) {
    if (stream != null) {
      stream.patience(segment, frames, peerSeen);
    }
  }

  /** Closes the stream at the end of the connection. */
  void finish(boolean peerSeen) {
    if (stream != null) {
      stream.finish(packets.lastFrame(), packets.lastNanos(), peerSeen);
    }
  }

  /** Lets go of all but its numbers; nothing else may be asked of it any more. */
  void shed() {
    stream = null;
    packets = null;
    resets = null;
  }

  /** Whether the other side acknowledged everything before the first payload seen. */
  boolean ackedBeginning() {
    return acked >= 0 && offsetOf(lastAck) >= 0;
  }

  /** Moves the origin back by {@code growth}, so that all offsets grow by it. */
  void shift(long growth) {
    isn -= (int) growth;
    sentEnd += growth;
    finOffset += finOffset < 0 ? 0 : growth;
    locateLastAck();
  }

  private void anchorAt(int sequence, Origin how) {
    origin = how;
    if (isn == sequence) {
      return;
    }
    isn = sequence;
    locateLastAck();
  }

  private void locateLastAck() {
    if (acked >= 0) {
      acked = 0;
      acked = Math.max(0, offsetOf(lastAck));
    }
  }

  private OutboundStream stream() {
    if (stream == null) {
      stream = new OutboundStream(flow, this, origin == Origin.MIDSTREAM);
    }
    return stream;
  }

  /** What is to be said of this direction. */
  DirectionFacts facts() {
    OutboundStream data = stream == null ? new OutboundStream(flow, this, false) : stream;
    return new DirectionFacts(
        synSeen,
        isn & 0xffffffffL,
        mss,
        windowScale,
        sackPermitted,
        timestamps,
        packets.segments(),
        data.dataSegments(),
        packets.firstFrame(),
        packets.lastFrame(),
        packets.firstNanos(),
        packets.lastNanos(),
        data.lastDataFrame(),
        data.lastDataNanos(),
        data.bytesInOrder(),
        sentEnd,
        acked,
        lastAckFrame,
        lastAckNanos,
        data.missingBytes(),
        data.cutBytes(),
        data.retransmittedSegments(),
        data.repeatedAckedSegments() + repeatedAckedFins,
        data.outOfOrderSegments(),
        packets.duplicateFrames(),
        packets.maxPacketLength(),
        data.maxAckedPacketLength(),
        packets.hopLimitFirst(),
        packets.hopLimits(),
        packets.ipIds(),
        packets.dontFragment(),
        data.holes(),
        data.unacked(),
        data.sackedBeyond(acked),
        duplicateAcks,
        zeroWindow,
        finSeen,
        rstSeen,
        resets.aliveFrame());
  }
}
