package dev.shakedown.capture;

import dev.shakedown.bytes.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads the records of a pcap file (draft-ietf-opsawg-pcap 5).
 *
 * <p>A record that cannot be one ends the reading unless a chain of sensible records begins within
 * the next 4 MiB; the bytes between are reported, and packets after them are numbered on.
 */
final class PcapReader implements RecordReader {
  /** More than this is captured of a packet only where the snapshot length says so. */
  private static final long USUAL_PACKET_BYTES = 256 << 10;

  private static final int MAX_SKIPPED_BYTES = 4 << 20;
  private static final int CHAINED_RECORDS = 3;
  private static final long NEARBY_SECONDS = 86_400;

  private final InputWindow window;
  private final ProblemLog problems;
  private final PcapHeader header;
  private final int headerSize;
  private final int maxPacketBytes;
  private final long usualPacketBytes;
  private final long unitsPerSecond;
  private final CapturedPacket packet = new CapturedPacket();
  private long number;
  private long lastSeconds = -1;

  PcapReader(InputWindow window, String name, Limits limits, ProblemLog problems)
      throws IOException {
    this.window = window;
    this.problems = problems;
    this.header = PcapHeader.read(window, name, problems);
    this.headerSize = header.recordHeaderSize();
    this.maxPacketBytes = limits.maxPacketBytes();
    this.usualPacketBytes =
        Math.min(maxPacketBytes, Math.max(USUAL_PACKET_BYTES, header.snaplen()));
    this.unitsPerSecond = 1_000_000_000L / header.nanosPerUnit();
  }

  @Override
  public CaptureItem read() throws IOException {
    while (window.require(headerSize)) {
      long captured = capturedLength(0);
      if (captured <= maxPacketBytes && isWhole((int) captured)) {
        return take((int) captured);
      }
      boolean cut =
          captured <= maxPacketBytes
              && isSensible(0)
              && !window.require(headerSize + (int) captured);
      if (cut) {
        truncated(headerSize + captured);
        return null;
      }
      if (!resynchronize(captured)) {
        return null;
      }
    }
    if (window.available() > 0) {
      truncated(headerSize);
    }
    return null;
  }

  private void truncated(long claimed) {
    problems.addLast(
        "truncated-file",
        window.offset(),
        Map.of("claimed", claimed, "present", window.available()));
  }

  private CapturedPacket take(int captured) {
    lastSeconds = window.uint32(0);
    long epochNanos = lastSeconds * 1_000_000_000 + window.uint32(4) * header.nanosPerUnit();
    packet.set(
        ++number,
        epochNanos,
        0,
        header.linkType(),
        header.fcsBytes(),
        window.buffer(),
        window.position() + headerSize,
        captured,
        originalLength(0),
        "");
    window.skip(headerSize + captured);
    return packet;
  }

  /**
   * Whether the record's packet is in the file. A doubtful header is believed only if another
   * record, or the end of the file, follows its packet.
   */
  private boolean isWhole(int captured) throws IOException {
    int next = headerSize + captured;
    if (!window.require(next)) {
      return false;
    }
    boolean doubtful =
        captured > usualPacketBytes
            || captured > originalLength(0) && window.uint32(4) >= unitsPerSecond;
    return !doubtful || !window.require(next + headerSize) || isSensible(next);
  }

  private long capturedLength(int at) {
    long captured = window.uint32(at + 8);
    return header.lengthsSwapped() ? Math.min(captured, window.uint32(at + 12)) : captured;
  }

  private long originalLength(int at) {
    long original = window.uint32(at + 12);
    return header.lengthsSwapped() ? Math.max(original, window.uint32(at + 8)) : original;
  }

  private boolean isSensible(int at) {
    return capturedLength(at) <= usualPacketBytes
        && capturedLength(at) <= originalLength(at)
        && originalLength(at) <= maxPacketBytes
        && window.uint32(at + 4) < unitsPerSecond;
  }

  private boolean isNearby(int at) {
    return lastSeconds < 0 || Math.abs(window.uint32(at) - lastSeconds) <= NEARBY_SECONDS;
  }

  private boolean resynchronize(long claimed) throws IOException {
    long damage = window.offset();
    boolean resumed = false;
    while (!resumed && window.offset() - damage < MAX_SKIPPED_BYTES && window.require(1)) {
      window.skip(1);
      resumed = beginsChain();
    }
    problems.add(
        "damaged-record",
        damage,
        Map.of("claimed", claimed, "skipped", window.offset() - damage, "resumed", resumed));
    return resumed;
  }

  /** Whether several sensible records follow each other here, or fewer up to the file's end. */
  private boolean beginsChain() throws IOException {
    int at = 0;
    for (int count = 0; count < CHAINED_RECORDS; count++) {
      if (!window.require(at + headerSize)) {
        return count > 0 && at == window.available();
      }
      // runs of zeros would pass as empty packets
      if (!isSensible(at) || !isNearby(at) || capturedLength(at) == 0) {
        return false;
      }
      at += headerSize + (int) capturedLength(at);
    }
    return true;
  }

  @Override
  public String format() {
    return "pcap";
  }

  @Override
  public List<String> linkTypes() {
    return List.of(LinkTypes.nameOf(header.linkType()));
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return List.of(
        new CaptureInterface(
            LinkTypes.nameOf(header.linkType()), header.snaplen(), "", "", "", "", ""));
  }

  @Override
  public List<CaptureSection> sections() {
    return List.of();
  }
}
