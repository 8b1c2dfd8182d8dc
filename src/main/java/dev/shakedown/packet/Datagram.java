package dev.shakedown.packet;

import dev.shakedown.bytes.BigEndian;
import dev.shakedown.bytes.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An IP datagram of which fragments have been seen; the bytes seen first stay. */
final class Datagram {
  /** What an entry of a map costs besides the payload, roughly, bytes. */
  private static final int ENTRY = 96;

  private static final int V6_FIXED_HEADER = 40;
  private static final int MAX_PAYLOAD = 65_535;

  private final long frame;
  private final long epochNanos;
  private final Set<Long> hashes = new HashSet<>();
  private final TreeMap<Integer, Piece> pieces = new TreeMap<>();

  /** Where runs of pieces without a hole begin and end, so that nobody walks all pieces again. */
  private final TreeMap<Integer, Integer> runs = new TreeMap<>();

  private Bytes header = Bytes.EMPTY;
  private long lastFrame;
  private int totalLength = -1;
  private int covered;
  private int held;
  private boolean whole;

  Datagram(long frame, long epochNanos) {
    this.frame = frame;
    this.epochNanos = epochNanos;
  }

  /**
   * Bytes that no other piece covers.
   *
   * @param bytes those captured, at the piece's start
   * @param length how many they were on the wire
   */
  private record Piece(Bytes bytes, int length) {}

  /** The capture time of the first fragment seen. */
  long epochNanos() {
    return epochNanos;
  }

  /** Roughly the memory it takes, bytes. */
  long weight() {
    int entries = hashes.size() + pieces.size() + runs.size();
    return ENTRY + header.size() + held + (long) ENTRY * entries;
  }

  /** Whether it has been put together; it then remembers no more than which fragments it had. */
  boolean isWhole() {
    return whole;
  }

  /** Whether a copy of {@code fragment} has been seen. */
  boolean knows(Fragment fragment) {
    return hashes.contains(fragment.hash());
  }

  /** Adds a fragment; the whole datagram if it was the last one missing. */
  Optional<byte[]> add(Fragment fragment, long inFrame) {
    lastFrame = inFrame;
    boolean beyond = totalLength >= 0 && fragment.end() > totalLength;
    if (whole || beyond || !hashes.add(fragment.hash())) {
      return Optional.empty();
    }
    if (!fragment.more() && totalLength < 0 && fragment.end() >= extent()) {
      totalLength = fragment.end();
    }
    if (fragment.offset() == 0 && header.isEmpty()) {
      header = fragment.unfragmentedHeader();
    }
    fill(fragment);
    if (covered != totalLength || header.isEmpty()) {
      return Optional.empty();
    }
    byte[] datagram = assemble();
    whole = true;
    pieces.clear();
    runs.clear();
    header = Bytes.EMPTY;
    held = 0;
    return Optional.of(datagram);
  }

  /** What is known of it when it is given up. */
  IncompleteDatagram incomplete(IpAddress source, IpAddress destination, long identification) {
    Piece first = pieces.get(0);
    byte[] start = first == null ? new byte[0] : first.bytes().toArray();
    boolean tcp = start.length >= 8;
    return new IncompleteDatagram(
        frame,
        epochNanos,
        lastFrame,
        source,
        destination,
        identification,
        tcp ? (start[0] & 0xff) << 8 | start[1] & 0xff : -1,
        tcp ? (start[2] & 0xff) << 8 | start[3] & 0xff : -1,
        tcp ? (int) BigEndian.uint32(start, 4) : 0,
        covered,
        totalLength);
  }

  private int extent() {
    return pieces.isEmpty() ? 0 : pieces.lastKey() + pieces.lastEntry().getValue().length();
  }

  /** Fills the holes that the fragment covers. */
  private void fill(Fragment fragment) {
    int at = fragment.offset();
    while (at < fragment.end()) {
      Map.Entry<Integer, Integer> before = runs.floorEntry(at);
      if (before != null && before.getValue() > at) {
        at = before.getValue();
        continue;
      }
      Integer after = runs.ceilingKey(at);
      int stop = after == null ? fragment.end() : Math.min(fragment.end(), after);
      int skipped = Math.min(at - fragment.offset(), fragment.payload().size());
      int size = Math.min(stop - at, fragment.payload().size() - skipped);
      pieces.put(at, new Piece(fragment.payload().slice(skipped, size), stop - at));
      held += size;
      covered += stop - at;
      at = stop;
    }
    join(fragment.offset(), fragment.end());
  }

  /** From {@code start} to {@code end} there is no hole any more. */
  private void join(int start, int end) {
    int from = start;
    int to = end;
    Map.Entry<Integer, Integer> last = runs.floorEntry(end);
    while (last != null && last.getValue() >= start) {
      from = Math.min(from, last.getKey());
      to = Math.max(to, last.getValue());
      runs.remove(last.getKey());
      last = runs.floorEntry(end);
    }
    runs.put(from, to);
  }

  private byte[] assemble() {
    int captured = 0;
    for (Piece piece : pieces.values()) {
      captured += piece.bytes().size();
      if (piece.bytes().size() < piece.length()) {
        break;
      }
    }
    byte[] buffer = Arrays.copyOf(header.toArray(), header.size() + captured);
    int at = header.size();
    for (Piece piece : pieces.values()) {
      int size = Math.min(piece.bytes().size(), buffer.length - at);
      System.arraycopy(piece.bytes().toArray(), 0, buffer, at, size);
      at += size;
    }
    int length = header.size() + totalLength;
    if (buffer[0] >> 4 == 4) {
      writeUint16(buffer, 2, length);
    } else {
      writeUint16(buffer, 4, length - V6_FIXED_HEADER);
    }
    return buffer;
  }

  private static void writeUint16(byte[] buffer, int at, int value) {
    int field = Math.min(value, MAX_PAYLOAD);
    buffer[at] = (byte) (field >> 8);
    buffer[at + 1] = (byte) field;
  }
}
