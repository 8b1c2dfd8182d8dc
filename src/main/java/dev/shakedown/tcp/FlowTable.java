package dev.shakedown.tcp;

import dev.shakedown.bytes.Limits;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.packet.IncompleteDatagram;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.packet.PacketListener;
import dev.shakedown.packet.Segment;
import dev.shakedown.tcp.FinishedFlow.End;
import java.util.List;
import java.util.function.Consumer;

/**
 * The live TCP connections (RFC 9293): sorts segments into them and gives each away when it has
 * ended. A connection is its two ends and its initial sequence numbers; a new SYN between the same
 * ends begins another.
 *
 * <p>A closed connection stays for a while, so that late segments do not look like a new one. One
 * that both sides closed in order is given away at once, or nearly, and the one idle longest where
 * others need its room; what stays of them is small.
 */
public final class FlowTable implements PacketListener {
  /** How long a closed connection waits for late segments: TIME_WAIT of usual stacks. */
  private static final long LINGER_NANOS = 60_000_000_000L;

  /**
   * How long a connection that both sides closed, each acknowledged, waits for a repeated FIN or a
   * stray RST before it is given away: the first retransmission timeout (RFC 6298 2.1).
   */
  private static final long SETTLE_NANOS = 1_000_000_000L;

  /** The part of all memory that what stays of connections given away may take. */
  private static final int REMNANTS_SHARE = 4;

  /** How many connections are looked through for a datagram whose ports are unknown. */
  private static final int MAX_SEARCHED = 1000;

  /**
   * What was done and which bounds were reached.
   *
   * @param flows connections seen
   * @param peakLiveFlows most connections followed at a time
   * @param evictedFlows connections ended to make room for others
   * @param holesGivenUp holes given up because too much was held behind them
   * @param droppedEvents events not kept because their connection had too many
   * @param duplicateFrames frames taken for the second copy of another
   * @param lateFrames frames of connections that had been given away, closed by both sides
   * @param unfollowedFrames frames of connections that had been ended to make room for others
   */
  public record Statistics(
      int flows,
      int peakLiveFlows,
      long evictedFlows,
      long holesGivenUp,
      long droppedEvents,
      long duplicateFrames,
      long lateFrames,
      long unfollowedFrames) {}

  private final FlowSetting setting;
  private final Consumer<FinishedFlow> finished;
  private final FrameListener frames;
  private final CaptureClock clock = new CaptureClock();
  private final RecentFrames recentFrames = new RecentFrames();
  private final AgeList live = new AgeList();
  private final AgeList closed = new AgeList();
  private final AgeList settled = new AgeList();
  private final AgeList givenAway = new AgeList();

  private final FlowIndex index = new FlowIndex();
  private int followed;

  private long heldBytes;
  private int flows;
  private int peakLiveFlows;
  private long evictedFlows;
  private long droppedEvents;
  private long duplicateFrames;
  private long lateFrames;
  private long unfollowedFrames;

  /**
   * @param listeners opens the protocol above for each connection that carries payload or a FIN
   * @param finished takes each connection when it has ended
   */
  public FlowTable(
      Limits limits, StreamListener.Factory listeners, Consumer<FinishedFlow> finished) {
    this(limits, listeners, finished, (flow, frame) -> {});
  }

  /** The same; {@code frames} is told which connection each frame belongs to. */
  public FlowTable(
      Limits limits,
      StreamListener.Factory listeners,
      Consumer<FinishedFlow> finished,
      FrameListener frames) {
    this.frames = frames;
    this.setting =
        new FlowSetting(
            limits, listeners, new BufferBudget(limits.maxBufferedBytes()), new TcpOptions());
    this.finished = finished;
  }

  @Override
  public void segment(Segment segment) {
    clock.advance(segment.epochNanos());
    endOld();
    boolean copy = recentFrames.isCopy(segment);
    Flow flow = index.find(segment);
    boolean forward =
        flow == null || flow.isForward(segment, segment.sourceLow(), segment.destinationLow());
    if (flow != null && copy && !flow.givenAway()) {
      duplicateFrames++;
      frames.frame(flow.id(), segment.frame());
      flow.duplicate(segment, forward);
      touch(flow);
      return;
    }
    if (flow != null && flow.isReusedBy(segment, forward)) {
      end(flow, End.REUSED);
      flow = null;
    }
    if (flow != null && flow.givenAway()) {
      late(flow, segment.frame());
      return;
    }
    if (flow == null) {
      flow = open(segment);
      forward = true;
    }
    frames.frame(flow.id(), segment.frame());
    flow.segment(segment, forward);
    touch(flow);
    account(flow);
  }

  @Override
  public void icmpError(IcmpError error) {
    clock.advance(error.epochNanos());
    endOld();
    IpAddress source = error.quotedSource();
    IpAddress destination = error.quotedDestination();
    Flow flow =
        index.find(source, error.quotedSourcePort(), destination, error.quotedDestinationPort());
    if (flow != null && flow.givenAway()) {
      late(flow, error.frame());
    } else if (flow != null) {
      frames.frame(flow.id(), error.frame());
      flow.icmpError(error, FlowIndex.isFirst(flow, source, error.quotedSourcePort()));
      touch(flow);
    }
  }

  @Override
  public void fragmentsMissing(IncompleteDatagram datagram) {
    IpAddress source = datagram.source();
    IpAddress destination = datagram.destination();
    if (datagram.sourcePort() >= 0) {
      Flow flow =
          index.find(source, datagram.sourcePort(), destination, datagram.destinationPort());
      if (flow != null && flow.startNanos() <= datagram.epochNanos()) {
        fragmentsMissing(flow, datagram, FlowIndex.isFirst(flow, source, datagram.sourcePort()));
      }
      return;
    }
    Flow only = null;
    int searched = 0;
    for (Flow f = live.newest(); f != null && searched++ < MAX_SEARCHED; f = f.older) {
      boolean between =
          f.address(true).equals(source) && f.address(false).equals(destination)
              || f.address(false).equals(source) && f.address(true).equals(destination);
      if (between && f.startNanos() <= datagram.epochNanos()) {
        if (only != null) {
          return;
        }
        only = f;
      }
    }
    if (only != null) {
      fragmentsMissing(only, datagram, only.address(true).equals(source));
    }
  }

  /** Whether a connection between these ends is being followed. */
  public boolean follows(Endpoint one, Endpoint other) {
    Flow flow = index.find(one.address(), one.port(), other.address(), other.port());
    return flow != null && !flow.givenAway();
  }

  private void fragmentsMissing(Flow flow, IncompleteDatagram datagram, boolean forward) {
    frames.frame(flow.id(), datagram.frame());
    frames.frame(flow.id(), datagram.lastFrame());
    if (!flow.givenAway()) {
      flow.fragmentsMissing(datagram, forward);
    }
  }

  private void late(Flow flow, long frame) {
    if (flow.closed()) {
      lateFrames++;
    } else {
      unfollowedFrames++;
    }
    frames.frame(flow.id(), frame);
    touch(flow);
  }

  /** Ends all connections, in order of their numbers: the capture is over. */
  public void finishAll() {
    List<Flow> rest = index.all();
    rest.sort((one, other) -> Integer.compare(one.id(), other.id()));
    for (Flow flow : rest) {
      end(flow, flow.closed() ? End.CLOSED : End.CAPTURE_END);
    }
  }

  /** The numbers so far. */
  public Statistics statistics() {
    return new Statistics(
        flows,
        peakLiveFlows,
        evictedFlows,
        setting.budget().refusals(),
        droppedEvents,
        duplicateFrames,
        lateFrames,
        unfollowedFrames);
  }

  private Flow open(Segment segment) {
    Flow flow = new Flow(++flows, segment, setting);
    index.add(flow);
    moveTo(live, flow);
    peakLiveFlows = Math.max(peakLiveFlows, ++followed);
    return flow;
  }

  /** Counts what a connection has grown by; others make room for it. */
  private void account(Flow flow) {
    recount(flow);
    while (heldBytes > setting.limits().maxLiveFlowBytes() && followed > 1) {
      evict();
    }
  }

  private void recount(Flow flow) {
    int bytes = flow.heldBytes();
    heldBytes += bytes - flow.countedBytes;
    flow.countedBytes = bytes;
  }

  /** Ends the connection idle longest, a closed one if there is any: nothing more is due to it. */
  private void evict() {
    if (settled.oldest() != null) {
      giveAway(settled.oldest(), End.CLOSED);
    } else if (closed.oldest() != null) {
      giveAway(closed.oldest(), End.CLOSED);
    } else {
      evictedFlows++;
      giveAway(live.oldest(), End.EVICTED);
    }
  }

  private void endOld() {
    for (Flow f = settled.oldest(); f != null && idle(f) > SETTLE_NANOS; f = settled.oldest()) {
      giveAway(f, End.CLOSED);
    }
    endOld(givenAway, LINGER_NANOS, End.CLOSED);
    endOld(closed, LINGER_NANOS, End.CLOSED);
    endOld(live, setting.limits().idleNanos(), End.IDLE);
  }

  private void endOld(AgeList list, long patience, End end) {
    for (Flow f = list.oldest(); f != null && idle(f) > patience; f = list.oldest()) {
      long silence = clock.now() - f.endNanos();
      if (silence >= 0 && silence <= patience) {
        touch(f); // active since the capture's time leapt, before the leap was believed
      } else {
        end(f, end);
      }
    }
  }

  private long idle(Flow flow) {
    return clock.elapsed() - flow.touched;
  }

  private void touch(Flow flow) {
    flow.touched = clock.elapsed();
    if (flow == live.newest() && !flow.closed()) {
      return;
    }
    moveTo(listFor(flow), flow);
  }

  private AgeList listFor(Flow flow) {
    if (flow.givenAway()) {
      return givenAway;
    }
    if (!flow.closed()) {
      return live;
    }
    return flow.settled() ? settled : closed;
  }

  private static void moveTo(AgeList list, Flow flow) {
    if (flow.list != null) {
      flow.list.remove(flow);
    }
    flow.list = list;
    list.add(flow);
  }

  /** Gives a connection away and keeps what late segments are known by, in the room there is. */
  private void giveAway(Flow flow, End end) {
    FinishedFlow result = finish(flow, end);
    flow.shed();
    finished.accept(result);
    moveTo(givenAway, flow);
    recount(flow);
    long room = setting.limits().maxLiveFlowBytes() / REMNANTS_SHARE;
    while ((index.size() - followed) * (long) Flow.REMNANT_BYTES > room) {
      end(givenAway.oldest(), end);
    }
  }

  private FinishedFlow finish(Flow flow, End end) {
    followed--;
    FinishedFlow result = flow.finish(end, clock.end());
    droppedEvents += result.log().dropped();
    return result;
  }

  private void end(Flow flow, End end) {
    flow.list.remove(flow);
    index.remove(flow);
    heldBytes -= flow.countedBytes;
    if (!flow.givenAway()) {
      finished.accept(finish(flow, end));
    }
  }
}
