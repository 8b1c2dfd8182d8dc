package dev.shakedown.tcp;

import dev.shakedown.bytes.Limits;
import dev.shakedown.packet.Segment;
import dev.shakedown.tcp.DirectionFacts.Hole;
import dev.shakedown.tcp.DirectionFacts.UnackedSegment;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The payload that one direction sends: puts it in order, hands it to the connection's listener,
 * and decides when bytes that do not come are lost.
 *
 * <p>Bytes are lost to the capture only if the other side acknowledged them. Even then they may
 * still come, as capture files are not always in order, so a hole is given up only after a while.
 */
final class OutboundStream implements StreamAssembler.Output {
  private static final int MAX_RETRANSMISSIONS_LOGGED = 40;
  private static final int MAX_LOGGED = 8;
  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final int PATIENCE_FRAMES = 16;

  /** Conflicts are looked for where handshakes are, not in bulk data. */
  private static final long MAX_CHECKED_OFFSET = 1 << 16;

  private final Flow flow;
  private final Direction direction;
  private final StreamAssembler assembler;
  private final OutstandingSegments outstanding = new OutstandingSegments();
  private final Holes holes = new Holes();

  private long dataSegments;
  private long lastDataFrame;
  private long lastDataNanos;
  private long firstLoss = -1;
  private long lastLossEnd = -1;
  private long missingBytes;
  private long cutBytes;
  private long retransmitted;
  private long repeatedAcked;
  private long outOfOrder;
  private long sackedEnd;
  private int maxAckedPacketLength;
  private boolean ended;

  private int missingLogged;
  private int conflictsLogged;

  private long holeOffset = -1;
  private long holeFrames;
  private long holeNanos;

  /**
   * @param undecided whether the first byte is yet to be found
   */
  OutboundStream(Flow flow, Direction direction, boolean undecided) {
    Limits limits = flow.setting().limits();
    this.flow = flow;
    this.direction = direction;
    this.assembler =
        new StreamAssembler(
            undecided, limits.maxBufferedBytesPerDirection(), flow.setting().budget(), this);
  }

  /** Bytes of memory it takes, without what is held behind a hole. */
  int heldBytes() {
    return 300 + outstanding.heldBytes();
  }

  /** Whether payload is held whose place in the stream, or what comes before it, is unknown. */
  boolean holds() {
    return assembler.holds();
  }

  /** Where the first byte that was not handed out stands; the highest end while that is open. */
  long next() {
    return assembler.undecided() ? direction.sentEnd() : assembler.next();
  }

  /** Whether everything before its FIN was handed out. */
  boolean isDelivered() {
    return ended && !assembler.holds();
  }

  /** Takes the payload of a segment, {@code length} bytes at {@code firstOffset}. */
  void accept(Segment segment, long firstOffset, int length) {
    long offset = firstOffset;
    dataSegments++;
    int size = Math.min(segment.payloadSize(), length);
    long end = offset + length;
    int checksum = checksum(segment, offset, size);
    boolean again = assembler.has(offset);
    int packetLength = direction.wireLength(segment);
    if (again) {
      repeatedAcked += end <= direction.acked() ? 1 : 0;
      retransmission(segment, offset, length, checksum);
    } else if (!assembler.undecided() && offset > assembler.next()) {
      outOfOrder++;
    }
    boolean wasUndecided = assembler.undecided();
    boolean second = wasUndecided && assembler.holds();
    if (end > direction.acked()) {
      outstanding.sent(offset, length, packetLength, checksum, segment.frame());
    } else if (!again) {
      maxAckedPacketLength = Math.max(maxAckedPacketLength, packetLength);
    }
    if (wasUndecided && !assembler.hasRoom(size)) {
      offset += release();
    }
    makeRoom(segment, offset, size);
    boolean fresh =
        assembler.accept(
            offset,
            length,
            segment.buffer(),
            segment.payloadOffset(),
            size,
            segment.frame(),
            segment.epochNanos());
    holes.after(assembler, segment.epochNanos());
    if (fresh) {
      lastDataFrame = segment.frame();
      lastDataNanos = segment.epochNanos();
    }
    if (second || wasUndecided && direction.ackedBeginning()) {
      release();
    }
    endIfReached(segment.frame(), segment.epochNanos());
  }

  /** Gives up holes until {@code size} bytes at {@code offset} may be held. */
  private void makeRoom(Segment segment, long offset, int size) {
    if (assembler.undecided()) {
      return;
    }
    while (offset > assembler.next() && !assembler.hasRoom(size)) {
      flow.setting().budget().countRefusal();
      long to = assembler.holds() ? Math.min(assembler.holeEnd(), offset) : offset;
      assembler.giveUp(to, segment.frame(), segment.epochNanos());
    }
  }

  private void retransmission(Segment segment, long offset, int length, int checksum) {
    if (retransmitted++ < MAX_RETRANSMISSIONS_LOGGED) {
      long firstFrame = outstanding.firstFrameOf(offset);
      flow.log(
          direction,
          segment,
          new TcpEvent.Retransmission(
              Math.max(0, offset), length, direction.wireLength(segment), firstFrame));
    }
    if (outstanding.conflicts(offset, length, checksum)) {
      conflict(offset, length, segment.frame(), segment.epochNanos());
    }
  }

  private static int checksum(Segment segment, long offset, int size) {
    if (offset > MAX_CHECKED_OFFSET || size == 0) {
      return 0;
    }
    CRC32 crc = new CRC32();
    crc.update(segment.buffer(), segment.payloadOffset(), size);
    return (int) crc.getValue();
  }

  void acknowledged(long offset) {
    maxAckedPacketLength = Math.max(maxAckedPacketLength, outstanding.acknowledged(offset));
  }

  void sacked(long left, long right) {
    if (left >= right || left < direction.acked() || right > direction.sentEnd()) {
      return;
    }
    outstanding.sacked(left, right);
    sackedEnd = Math.max(sackedEnd, right);
  }

  /**
   * Takes the lowest byte held for the first of the stream, if that was open until now.
   *
   * @return by how much all offsets grow
   */
  long release() {
    return assembler.undecided() ? beginAt(assembler.lowestHeld()) : 0;
  }

  /**
   * Takes the byte at {@code offset} for the first of the stream, if that was open until now.
   *
   * @return by how much all offsets grow
   */
  long beginAt(long offset) {
    if (!assembler.undecided() || offset > assembler.lowestHeld()) {
      return 0;
    }
    assembler.begin(offset);
    long growth = -offset;
    direction.shift(growth);
    outstanding.shift(growth);
    assembler.flush();
    return growth;
  }

  /** Notes that the first {@code length} bytes come too late in the file to be put in order. */
  void beginsLater(long length, Segment segment) {
    lost(0, length, false, segment.frame(), segment.epochNanos());
  }

  /** Gives up a hole that the other side acknowledged and that was not filled for a while. */
  void patience(Segment segment, long frames, boolean peerSeen) {
    if (assembler.undecided() || !isLost(peerSeen)) {
      holeOffset = -1;
      return;
    }
    if (holeOffset != assembler.next()) {
      holeOffset = assembler.next();
      holeFrames = frames;
      holeNanos = segment.epochNanos();
    } else if (frames - holeFrames >= PATIENCE_FRAMES
        && segment.epochNanos() - holeNanos >= PATIENCE_NANOS) {
      assembler.giveUp(lossEnd(peerSeen), segment.frame(), segment.epochNanos());
      endIfReached(segment.frame(), segment.epochNanos());
    }
  }

  /** Hands out what the other side has got, and says what of it is missing. */
  void finish(long frame, long epochNanos, boolean peerSeen) {
    release();
    while (isLost(peerSeen)) {
      assembler.giveUp(lossEnd(peerSeen), frame, epochNanos);
    }
    if (direction.finSeen() && !ended) {
      ended = true;
      flow.listener().end(flow.sender(direction), frame, epochNanos);
    }
    assembler.clear();
  }

  /** Whether the next byte was acknowledged; without the other side in the capture none can be. */
  private boolean isLost(boolean peerSeen) {
    if (assembler.holds()) {
      return !peerSeen || direction.acked() > assembler.next();
    }
    // One byte more than was sent may be a FIN that is not in the capture.
    return direction.acked() > assembler.next() + (direction.finSeen() ? 0 : 1);
  }

  private long lossEnd(boolean peerSeen) {
    if (!assembler.holds()) {
      return direction.acked();
    }
    return peerSeen ? Math.min(direction.acked(), assembler.holeEnd()) : assembler.holeEnd();
  }

  void endIfReached(long frame, long epochNanos) {
    if (!ended && !assembler.undecided() && assembler.next() == direction.finOffset()) {
      ended = true;
      flow.listener().end(flow.sender(direction), frame, epochNanos);
    }
  }

  @Override
  public void bytes(byte[] buffer, int at, int size, long frame, long epochNanos) {
    flow.listener().data(flow.sender(direction), buffer, at, size, frame, epochNanos);
  }

  @Override
  public void lost(long offset, long length, boolean cut, long frame, long epochNanos) {
    if (firstLoss < 0) {
      firstLoss = offset;
    }
    if (cut) {
      cutBytes += length;
    } else {
      missingBytes += length;
    }
    TcpEvent.Missing event = new TcpEvent.Missing(offset, length, cut);
    boolean extended = lastLossEnd == offset && flow.extendMissing(direction, event);
    if (!extended && missingLogged < MAX_LOGGED) {
      missingLogged++;
      flow.log(direction, frame, epochNanos, event);
    }
    lastLossEnd = offset + length;
    flow.listener().gap(flow.sender(direction), length, frame, epochNanos);
  }

  @Override
  public void conflict(long offset, int length, long frame, long epochNanos) {
    if (conflictsLogged++ < MAX_LOGGED) {
      flow.log(direction, frame, epochNanos, new TcpEvent.ConflictingOverlap(offset, length));
    }
  }

  long dataSegments() {
    return dataSegments;
  }

  long lastDataFrame() {
    return lastDataFrame;
  }

  long lastDataNanos() {
    return lastDataNanos;
  }

  long bytesInOrder() {
    return firstLoss >= 0 ? firstLoss : Math.max(0, assembler.next());
  }

  long missingBytes() {
    return missingBytes;
  }

  long cutBytes() {
    return cutBytes;
  }

  long retransmittedSegments() {
    return retransmitted;
  }

  long repeatedAckedSegments() {
    return repeatedAcked;
  }

  long outOfOrderSegments() {
    return outOfOrder;
  }

  int maxAckedPacketLength() {
    return maxAckedPacketLength;
  }

  List<Hole> holes() {
    return holes.filled();
  }

  List<UnackedSegment> unacked() {
    return outstanding.unacked();
  }

  /** Whether bytes beyond {@code acked} were reported by SACK. */
  boolean sackedBeyond(long acked) {
    return sackedEnd > Math.max(0, acked);
  }
}
