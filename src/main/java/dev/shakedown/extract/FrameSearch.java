package dev.shakedown.extract;

import dev.shakedown.packet.HeaderTrace;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.packet.IncompleteDatagram;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.packet.PacketListener;
import dev.shakedown.packet.Segment;
import dev.shakedown.packet.link.Cursor;
import dev.shakedown.packet.link.Next;
import dev.shakedown.tcp.FrameListener;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Marks the frames of the connections planned, all fragments of their datagrams included. */
final class FrameSearch implements FrameListener, HeaderTrace {
  /** Datagrams whose fragments are remembered until it is known whose they are. */
  private static final int MAX_DATAGRAMS = 10_000;

  /** A datagram of 64 KiB in fragments of the least size is 8,192; far more are no datagram. */
  private static final int MAX_FRAGMENTS = 10_000;

  private static final int TCP_FIXED = 20;

  private record Datagram(IpAddress source, IpAddress destination, long identification)
      implements Comparable<Datagram> {
    private static final Comparator<Datagram> ORDER =
        Comparator.comparing(Datagram::source)
            .thenComparing(Datagram::destination)
            .thenComparingLong(Datagram::identification);

    /** So that a map is not slow whose keys somebody made all have one hash. */
    @Override
    public int compareTo(Datagram other) {
      return ORDER.compare(this, other);
    }
  }

  private final ExtractionPlan plan;
  private final BitSet wanted;
  private final BiConsumer<Long, FragmentPlace> places;
  private final Map<Datagram, List<Long>> fragments =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Datagram, List<Long>> eldest) {
          return size() > MAX_DATAGRAMS;
        }
      };

  private long current;
  private Datagram datagram;
  private boolean closing;
  private int owner;

  FrameSearch(ExtractionPlan plan, BitSet wanted, BiConsumer<Long, FragmentPlace> places) {
    this.places = places;
    this.plan = plan;
    this.wanted = wanted;
  }

  /** A packet is about to be decoded. */
  void begin(long frame) {
    current = frame;
    datagram = null;
    owner = 0;
  }

  /** It has been decoded. */
  void end() {
    if (datagram != null && owner > 0) {
      markAll(datagram);
    }
  }

  /** The connection that the packet being decoded belongs to. */
  int owner() {
    return owner;
  }

  private void markAll(Datagram whose) {
    for (long frame : fragments.getOrDefault(whose, List.of())) {
      mark(owner, frame);
    }
  }

  @Override
  public void frame(int flow, long frame) {
    owner = flow;
    mark(flow, frame);
  }

  private void mark(int flow, long frame) {
    FlowPlan wantedFlow = plan.flow(flow);
    boolean countable = frame > 0 && frame <= Integer.MAX_VALUE;
    if (wantedFlow != null && countable && (closing || frame <= wantedFlow.lastFrame())) {
      wanted.set((int) frame);
    }
  }

  @Override
  public void header(int next, Cursor cursor) {
    if (next != Next.FRAGMENT) {
      return;
    }
    boolean v6 = cursor.protocolField() >= 0;
    byte[] buffer = cursor.buffer();
    int ip = cursor.ip();
    if (v6 && !cursor.has(8)) {
      return;
    }
    datagram =
        new Datagram(
            IpAddress.read(buffer, ip + (v6 ? 8 : 12), v6),
            IpAddress.read(buffer, ip + (v6 ? 24 : 16), v6),
            v6 ? cursor.uint32(4) : (buffer[ip + 4] & 0xff) << 8 | buffer[ip + 5] & 0xff);
    List<Long> frames = fragments.computeIfAbsent(datagram, d -> new ArrayList<>(2));
    if (frames.size() < MAX_FRAGMENTS) {
      frames.add(current);
    }
  }

  /** What the decoder is to tell, seen on its way to {@code listener}. */
  PacketListener before(PacketListener listener) {
    return new PacketListener() {
      @Override
      public void segment(Segment segment) {
        closing = segment.has(Segment.FIN | Segment.RST);
        listener.segment(segment);
        if (segment.reassembled() && datagram != null) {
          int tcp = segment.optionsOffset() - TCP_FIXED;
          FragmentPlace place = FragmentPlace.of(owner, segment, tcp);
          fragments.getOrDefault(datagram, List.of()).forEach(f -> places.accept(f, place));
        }
      }

      @Override
      public void icmpError(IcmpError error) {
        closing = true;
        listener.icmpError(error);
      }

      @Override
      public void fragmentsMissing(IncompleteDatagram incomplete) {
        closing = false;
        owner = 0;
        listener.fragmentsMissing(incomplete);
        if (owner > 0) {
          markAll(
              new Datagram(
                  incomplete.source(), incomplete.destination(), incomplete.identification()));
        }
      }
    };
  }
}
