package dev.shakedown.tcp;

import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.packet.IncompleteDatagram;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.packet.Segment;
import java.util.Optional;

/** A live connection: its two directions, its roles and its state (RFC 9293 3.3.2). */
final class Flow implements FlowContext {
  /** A SYN that stays unanswered is repeated within this time (RFC 9293 3.8.3), nanoseconds. */
  private static final long SYN_RETRY_NANOS = 70_000_000_000L;

  private static final int MAX_NETWORK_EVENTS = 16;

  /** What a {@link StreamListener} takes before it has heard anything, estimated. */
  private static final int LISTENER_BYTES = 850;

  /** What is left of a connection that was given away, estimated. */
  static final int REMNANT_BYTES = 450;

  /** Links of {@link FlowIndex} and {@link AgeList}. */
  Flow nextInBucket;

  Flow older;
  Flow newer;

  /** When the table last saw a packet of it, in the table's time. */
  long touched;

  /** What the table has counted of its {@link #heldBytes}. */
  int countedBytes;

  /** The list by age it is in. */
  AgeList list;

  private final int id;
  private final FlowSetting setting;
  private final boolean v6;
  private final long firstHigh;
  private final long firstLow;
  private final long secondHigh;
  private final long secondLow;
  private final int firstPort;
  private final int secondPort;

  private FlowLog log;
  private StreamListener listener;
  private final Direction first = new Direction(this, true);
  private Direction second;

  /** Null while no packet has a note. */
  private DeviceFold device;

  private boolean firstIsClient;
  private boolean rolesProven;
  private boolean established;
  private boolean reset;
  private boolean givenAway;
  private byte networkEvents;

  private final long firstFrame;
  private final long startNanos;
  private long lastFrame;
  private long endNanos;
  private long frames;

  private long synNanos = -1;
  private long synAckNanos = -1;
  private long synRttNanos = -1;
  private long ackRttNanos = -1;

  /** Opens a connection for its first segment. */
  Flow(int id, Segment segment, FlowSetting setting) {
    this.id = id;
    this.setting = setting;
    this.v6 = segment.v6();
    this.firstHigh = segment.sourceHigh();
    this.firstLow = segment.sourceLow();
    this.secondHigh = segment.destinationHigh();
    this.secondLow = segment.destinationLow();
    this.firstPort = segment.sourcePort();
    this.secondPort = segment.destinationPort();
    this.log = new FlowLog(setting.limits().maxEventsPerFlow());
    this.firstFrame = segment.frame();
    this.startNanos = segment.epochNanos();
    this.firstIsClient = !ServerPorts.firstIsServer(firstPort, secondPort);
  }

  int id() {
    return id;
  }

  /** The smaller MSS of both ends, bytes; -1 if neither is known. */
  int mss() {
    int one = first.mss();
    int other = second == null ? -1 : second.mss();
    return one < 0 || other < 0 ? Math.max(one, other) : Math.min(one, other);
  }

  FlowSetting setting() {
    return setting;
  }

  long startNanos() {
    return startNanos;
  }

  /** Bytes of memory it takes, estimated; what is held behind holes is counted elsewhere. */
  int heldBytes() {
    if (givenAway) {
      return REMNANT_BYTES;
    }
    return 250
        + first.heldBytes()
        + (second == null ? 0 : second.heldBytes())
        + (listener == null ? 0 : LISTENER_BYTES)
        + log.heldBytes();
  }

  /** Capture time of its last frame. */
  long endNanos() {
    return endNanos;
  }

  /** Whether both sides sent FIN or one sent RST. */
  boolean closed() {
    return reset || first.finSeen() && second != null && second.finSeen();
  }

  /**
   * Whether both sides sent all they had, and each has acknowledged that: nothing but a repeated
   * FIN or a stray RST can follow. Of a connection that a device has notes on its peer may.
   */
  boolean settled() {
    return !reset && device == null && first.settled() && second != null && second.settled();
  }

  /**
   * Whether it was given away while its ends and numbers are kept, to know late segments by; those
   * are not to be given to it.
   */
  boolean givenAway() {
    return givenAway;
  }

  /** Whether a segment between these ends, in this direction, comes from who sent first. */
  boolean isForward(Segment s, long sourceLow, long destinationLow) {
    return firstLow == sourceLow
        && secondLow == destinationLow
        && firstPort == s.sourcePort()
        && secondPort == s.destinationPort()
        && v6 == s.v6()
        && (!v6 || firstHigh == s.sourceHigh() && secondHigh == s.destinationHigh());
  }

  /** Whether a segment between these ends comes from who did not send first. */
  boolean isBackward(Segment s, long sourceLow, long destinationLow) {
    return secondLow == sourceLow
        && firstLow == destinationLow
        && secondPort == s.sourcePort()
        && firstPort == s.destinationPort()
        && v6 == s.v6()
        && (!v6 || secondHigh == s.sourceHigh() && firstHigh == s.destinationHigh());
  }

  IpAddress address(boolean ofFirst) {
    return ofFirst
        ? new IpAddress(v6, firstHigh, firstLow)
        : new IpAddress(v6, secondHigh, secondLow);
  }

  int port(boolean ofFirst) {
    return ofFirst ? firstPort : secondPort;
  }

  /** Counts the second copy of a frame. */
  void duplicate(Segment segment, boolean forward) {
    touch(segment.frame(), segment.epochNanos());
    note(segment, forward);
    direction(forward).countDuplicate();
  }

  /**
   * Whether a SYN opens another connection between the same ends. The same SYN again, the answer to
   * one, and a SYN that repeats an unanswered one with a new number do not.
   */
  boolean isReusedBy(Segment segment, boolean forward) {
    if (!segment.has(Segment.SYN) || segment.has(Segment.RST)) {
      return false;
    }
    Direction sender = direction(forward);
    if (givenAway) {
      return !sender.beginsAt(segment.sequence());
    }
    Direction receiver = direction(!forward);
    if (sender.beginsAt(segment.sequence()) || belongsBefore(segment, sender)) {
      return false;
    }
    if (segment.has(Segment.ACK)) {
      return !receiver.beginsAt(segment.acknowledgment() - 1)
          && sender.seen()
          && (closed() || established || sender.hasPayload());
    }
    if (closed()) {
      return true;
    }
    if (!sender.seen() && receiver.onlySyns()) {
      return false; // simultaneous open
    }
    boolean unanswered = !receiver.seen() && sender.onlySyns();
    return !unanswered || networkEvents > 0 || segment.epochNanos() - endNanos > SYN_RETRY_NANOS;
  }

  /** Whether a SYN is this connection's own and stands behind its later segments in the file. */
  private boolean belongsBefore(Segment segment, Direction sender) {
    boolean answer = segment.has(Segment.ACK);
    long early = startNanos - segment.epochNanos();
    return Math.abs(early) < FlowLog.DISORDER_NANOS
        && (early >= 0 || answer)
        && sender.mayBeginAt(segment.sequence());
  }

  /** Takes a segment that is no copy of another. */
  void segment(Segment segment, boolean forward) {
    Direction sender = direction(forward);
    touch(segment.frame(), segment.epochNanos());
    note(segment, forward);
    sender.count(segment);
    if (second != null) {
      direction(!forward).release();
    }
    TcpOptions options = setting.options().read(segment);
    if (segment.has(Segment.RST)) {
      reset = true;
      sender.release();
      sender.reset(segment, options, direction(!forward));
      if (segment.has(Segment.ACK)) {
        direction(!forward).refused(segment.acknowledgment());
      }
      return;
    }
    sender.watch(segment, options);
    if (segment.has(Segment.SYN)) {
      syn(segment, sender, options);
    }
    boolean keepAlive = sender.isKeepAlive(segment);
    if (!keepAlive) {
      sender.anchorOn(segment);
    }
    if (segment.has(Segment.ACK)) {
      acknowledge(segment, sender, direction(!forward), options);
    }
    if (keepAlive) {
      sender.keepAlive(segment);
    } else if (!segment.has(Segment.SYN) || sender.beginsAt(segment.sequence())) {
      sender.payload(segment);
    }
    if (!segment.has(Segment.SYN)) {
      sender.window(segment);
    }
    if (second != null) {
      first.patience(segment, frames, second.seen());
      second.patience(segment, frames, first.seen());
    } else {
      first.patience(segment, frames, false);
    }
  }

  private void syn(Segment segment, Direction sender, TcpOptions options) {
    boolean ack = segment.has(Segment.ACK);
    if (!rolesProven && listener == null) {
      if (sender.first() == firstIsClient == ack) {
        firstIsClient = !firstIsClient;
        log.swapSides();
      }
      rolesProven = true;
    }
    rolesProven |= sender(sender) == (ack ? Sender.SERVER : Sender.CLIENT);
    if (!ack && sender(sender) == Sender.CLIENT && synAckNanos < 0) {
      synNanos = segment.epochNanos();
    }
    if (ack && sender(sender) == Sender.SERVER && !established) {
      if (synAckNanos < 0 && synNanos >= 0) {
        synRttNanos = Math.max(-1, segment.epochNanos() - synNanos);
      }
      synAckNanos = segment.epochNanos();
    }
    sender.syn(segment, options, established);
  }

  private void acknowledge(
      Segment segment, Direction sender, Direction receiver, TcpOptions options) {
    boolean syn = segment.has(Segment.SYN);
    // The first acknowledgment of who opened: it tells where the other side begins.
    boolean opening =
        !syn
            && !established
            && sender(sender) == Sender.CLIENT
            && (sender.synSeen() || receiver.synSeen())
            && sender.beginsAt(segment.sequence() - 1);
    receiver.acknowledged(segment.acknowledgment(), syn || opening, segment);
    receiver.sacked(options);
    if (!established
        && !syn
        && sender(sender) == Sender.CLIENT
        && (receiver.synSeen() || sender.synSeen() && opening)) {
      established = true;
      if (synAckNanos >= 0) {
        ackRttNanos = Math.max(-1, segment.epochNanos() - synAckNanos);
      }
      log(sender, segment, new TcpEvent.Established());
    }
  }

  /**
   * Takes an ICMP error that quotes a segment between these ends. One that this connection never
   * sent belongs to an earlier one, or is forged (RFC 5927 4.1).
   */
  void icmpError(IcmpError error, boolean aboutFirst) {
    Direction about = direction(aboutFirst);
    if (!about.maySend(error.quotedSequence())) {
      return;
    }
    touch(error.frame(), error.epochNanos());
    if (networkEvents < MAX_NETWORK_EVENTS) {
      networkEvents++;
      long offset = about.anchored() ? about.offsetOf(error.quotedSequence()) : 0;
      TcpEvent event = new TcpEvent.Icmp(error, sender(aboutFirst), offset);
      log.add(error.frame(), error.epochNanos(), Sender.NETWORK, event);
    }
  }

  /** Takes a datagram of this connection that never became whole. */
  void fragmentsMissing(IncompleteDatagram datagram, boolean fromFirst) {
    if (networkEvents < MAX_NETWORK_EVENTS) {
      networkEvents++;
      Direction from = direction(fromFirst);
      boolean told = datagram.sourcePort() >= 0 && from.anchored();
      long offset = told ? from.offsetOf(datagram.sequence()) : -1;
      log.add(
          datagram.frame(),
          datagram.epochNanos(),
          sender(fromFirst),
          new TcpEvent.FragmentsMissing(datagram, offset));
    }
  }

  /** Ends the connection. */
  FinishedFlow finish(FinishedFlow.End end, long captureEndNanos) {
    first.finish(second != null && second.seen());
    if (second != null) {
      second.finish(first.seen());
    }
    if (listener != null) {
      listener.finish();
    }
    log.settle(device == null ? FlowLog.DISORDER_NANOS : FlowLog.DEVICE_DISORDER_NANOS);
    return new FinishedFlow(
        id,
        client(),
        server(),
        rolesProven,
        startNanos,
        endNanos,
        firstFrame,
        lastFrame,
        frames,
        direction(firstIsClient).facts(),
        direction(!firstIsClient).facts(),
        synRttNanos,
        ackRttNanos,
        log,
        end,
        Optional.ofNullable(device).map(d -> d.finish(firstIsClient)),
        captureEndNanos);
  }

  /** Lets go of all but its ends and numbers: what was to be said of it has been given away. */
  void shed() {
    givenAway = true;
    log = null;
    listener = null;
    device = null;
    first.shed();
    if (second != null) {
      second.shed();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the quick way to tell that there is none
  private void note(Segment segment, boolean fromFirst) {
    if (segment.note() == DeviceNote.NONE) {
      return;
    }
    if (device == null) {
      device = new DeviceFold(segment);
    }
    device.add(segment, fromFirst);
  }

  private void touch(long frame, long epochNanos) {
    frames++;
    lastFrame = frame;
    endNanos = epochNanos;
  }

  /** The direction of who sent first, or the other. */
  private Direction direction(boolean ofFirst) {
    if (ofFirst) {
      return first;
    }
    if (second == null) {
      second = new Direction(this, false);
    }
    return second;
  }

  Sender sender(Direction direction) {
    return sender(direction.first());
  }

  private Sender sender(boolean ofFirst) {
    return ofFirst == firstIsClient ? Sender.CLIENT : Sender.SERVER;
  }

  /** The listener, opened when there is something to hear. */
  StreamListener listener() {
    if (listener == null) {
      listener = setting.listeners().open(this);
    }
    return listener;
  }

  void log(Direction from, Segment segment, TcpEvent event) {
    log.add(segment.frame(), segment.epochNanos(), sender(from), event);
  }

  void log(Direction from, long frame, long epochNanos, TcpEvent event) {
    log.add(frame, epochNanos, sender(from), event);
  }

  void logAlways(Direction from, Segment segment, TcpEvent event) {
    log.addAlways(segment.frame(), segment.epochNanos(), sender(from), event);
  }

  boolean extendMissing(Direction from, TcpEvent.Missing event) {
    return log.extendMissing(sender(from), event);
  }

  @Override
  public FlowLog log() {
    return log;
  }

  @Override
  public Endpoint client() {
    return new Endpoint(address(firstIsClient), port(firstIsClient));
  }

  @Override
  public Endpoint server() {
    return new Endpoint(address(!firstIsClient), port(!firstIsClient));
  }

  @Override
  public boolean fromStart() {
    return first.synSeen() || second != null && second.synSeen();
  }

  @Override
  public boolean swapSides() {
    if (rolesProven) {
      return false;
    }
    firstIsClient = !firstIsClient;
    rolesProven = true;
    log.swapSides();
    return true;
  }

  @Override
  public void confirmSides() {
    rolesProven = true;
  }
}
