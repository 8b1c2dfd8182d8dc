package dev.shakedown;

import dev.shakedown.MemoryCapture.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** What happens to captures: the ways they are taken, merged, cut and damaged. */
final class Worn {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private Worn() {}

  /** Nothing is lost: every packet is there at least once, so the verdict must be the same. */
  static Map<String, MemoryCapture> complete(MemoryCapture whole) {
    Map<String, MemoryCapture> all = new LinkedHashMap<>();
    all.put("each frame twice", twice(whole, 3 * MICRO, 0, false));
    all.put("each frame twice, routed in between", twice(whole, 80 * MICRO, 1, false));
    all.put("each frame twice, routed, 40 ms later", twice(whole, 40 * MILLI, 1, false));
    all.put("each frame twice, all copies behind", appended(whole));
    if (whole.isEthernet()) {
      all.put("each frame twice, second with VLAN tag", twice(whole, 5 * MICRO, 0, true));
      all.put("every second frame with VLAN tag", tagged(whole));
    }
    return all;
  }

  /** Nothing is lost, but the packets do not stand in the order in which they passed. */
  static Map<String, MemoryCapture> disordered(MemoryCapture whole) {
    Map<String, MemoryCapture> all = new LinkedHashMap<>();
    all.put("shuffled within 0.1 ms", shuffled(whole, 100 * MICRO, 1));
    all.put("shuffled within 0.1 ms, otherwise", shuffled(whole, 100 * MICRO, 2));
    all.put("neighbours swapped", swapped(whole));
    return all;
  }

  /** Packets are missing at one end, in between or on one side, or their times are wrong. */
  static Map<String, MemoryCapture> incomplete(MemoryCapture whole) {
    Map<String, MemoryCapture> all = new LinkedHashMap<>();
    int size = whole.frames().size();
    int step = Math.max(1, size / 16);
    for (int i = 1; i < size; i += step) {
      all.put("without the first " + i, whole.with(whole.frames().subList(i, size)));
      all.put("only the first " + i, whole.with(whole.frames().subList(0, i)));
    }
    for (int i = 0; i < size; i += step) {
      List<Frame> rest = new ArrayList<>(whole.frames());
      rest.remove(i);
      all.put("without frame " + (i + 1), whole.with(rest));
    }
    for (int snapLength : new int[] {64, 68, 96, 128, 200, 262}) {
      all.put("snap length " + snapLength, whole.each(f -> f.cut(snapLength)));
    }
    all.put("only packets with payload", payloadOnly(whole));
    all.put("only the first end's", oneDirection(whole, true));
    all.put("only the other end's", oneDirection(whole, false));
    if (lasts(whole) < 200 * MILLI) { // disorder over more time is taken for a clock set back
      all.put("halves swapped", halvesSwapped(whole));
    }
    all.put("clock back 5 s midway", clockMoved(whole, -5 * SECOND));
    all.put("clock back 1 h midway", clockMoved(whole, -3600 * SECOND));
    return all;
  }

  private static long lasts(MemoryCapture whole) {
    return whole.frames().get(whole.frames().size() - 1).nanos() - whole.frames().get(0).nanos();
  }

  private static MemoryCapture twice(MemoryCapture whole, long later, int hops, boolean tag) {
    List<Frame> frames = new ArrayList<>();
    for (Frame frame : whole.frames()) {
      frames.add(frame);
      Frame copy = routed(whole, frame, hops);
      frames.add((tag ? tag(copy) : copy).at(frame.nanos() + later));
    }
    frames.sort(Comparator.comparingLong(Frame::nanos));
    return whole.with(frames);
  }

  /** Two captures of the same packets, the one behind the other, as by mergecap -a. */
  private static MemoryCapture appended(MemoryCapture whole) {
    List<Frame> frames = new ArrayList<>(whole.frames());
    whole.frames().forEach(f -> frames.add(f.at(f.nanos() + 10 * MICRO)));
    return whole.with(frames);
  }

  private static Frame routed(MemoryCapture whole, Frame frame, int hops) {
    int ip = whole.ipOffset(frame);
    if (ip < 0 || hops == 0) {
      return frame;
    }
    byte[] bytes = frame.bytes().clone();
    boolean v6 = (bytes[ip] & 0xf0) == 0x60;
    bytes[ip + (v6 ? 7 : 8)] -= (byte) hops;
    return frame.with(bytes);
  }

  private static Frame tag(Frame frame) {
    byte[] old = frame.bytes();
    byte[] bytes = new byte[old.length + 4];
    System.arraycopy(old, 0, bytes, 0, 12);
    bytes[12] = (byte) 0x81;
    bytes[15] = 100;
    System.arraycopy(old, 12, bytes, 16, old.length - 12);
    return frame.with(bytes);
  }

  private static MemoryCapture tagged(MemoryCapture whole) {
    List<Frame> frames = new ArrayList<>();
    whole.frames().forEach(f -> frames.add(frames.size() % 2 == 0 ? f : tag(f)));
    return whole.with(frames);
  }

  /** Written out of order, each with its own time, as by several cores or a merge of queues. */
  private static MemoryCapture shuffled(MemoryCapture whole, long within, long seed) {
    Random random = new Random(seed);
    record Moved(Frame frame, long place) {}
    return whole.with(
        whole.frames().stream()
            .map(f -> new Moved(f, f.nanos() + random.nextLong(within)))
            .sorted(Comparator.comparingLong(Moved::place))
            .map(Moved::frame)
            .toList());
  }

  private static MemoryCapture swapped(MemoryCapture whole) {
    List<Frame> frames = new ArrayList<>(whole.frames());
    for (int i = 1; i + 1 < frames.size(); i += 2) {
      if (frames.get(i + 1).nanos() - frames.get(i).nanos() < 5 * MILLI) {
        frames.set(i, frames.set(i + 1, frames.get(i)));
      }
    }
    return whole.with(frames);
  }

  private static MemoryCapture halvesSwapped(MemoryCapture whole) {
    int half = whole.frames().size() / 2;
    List<Frame> frames = new ArrayList<>(whole.frames().subList(half, whole.frames().size()));
    frames.addAll(whole.frames().subList(0, half));
    return whole.with(frames);
  }

  private static MemoryCapture clockMoved(MemoryCapture whole, long by) {
    int half = whole.frames().size() / 2;
    return whole.with(
        IntStream.range(0, whole.frames().size())
            .mapToObj(i -> moved(whole.frames().get(i), i < half ? 0 : by))
            .toList());
  }

  private static Frame moved(Frame frame, long by) {
    return frame.at(frame.nanos() + by);
  }

  /** What a filter for payload lets through: no SYN, no bare acknowledgment, no FIN or RST. */
  static MemoryCapture payloadOnly(MemoryCapture whole) {
    return whole.with(
        whole.frames().stream()
            .filter(f -> whole.ipOffset(f) < 0 || payloadLength(whole, f) > 0)
            .toList());
  }

  private static int payloadLength(MemoryCapture whole, Frame frame) {
    byte[] bytes = frame.bytes();
    int ip = whole.ipOffset(frame);
    boolean v6 = (bytes[ip] & 0xf0) == 0x60;
    int protocol = bytes[ip + (v6 ? 6 : 9)] & 0xff;
    if (protocol != 6) {
      return 1;
    }
    int tcp = ip + (v6 ? 40 : (bytes[ip] & 0x0f) * 4);
    int length = (bytes[ip + (v6 ? 4 : 2)] & 0xff) << 8 | bytes[ip + (v6 ? 5 : 3)] & 0xff;
    return ip + length + (v6 ? 40 : 0) - tcp - (bytes[tcp + 12] >> 4 & 0x0f) * 4;
  }

  /** Only what the address of the first frame sends, or only the rest. */
  private static MemoryCapture oneDirection(MemoryCapture whole, boolean fromFirst) {
    byte[] first = whole.frames().isEmpty() ? null : source(whole, whole.frames().get(0));
    return whole.with(
        whole.frames().stream()
            .filter(f -> Arrays.equals(source(whole, f), first) == fromFirst)
            .toList());
  }

  private static byte[] source(MemoryCapture whole, Frame frame) {
    int ip = whole.ipOffset(frame);
    if (ip < 0) {
      return null;
    }
    boolean v6 = (frame.bytes()[ip] & 0xf0) == 0x60;
    return Arrays.copyOfRange(frame.bytes(), ip + (v6 ? 8 : 12), ip + (v6 ? 24 : 16));
  }
}
