package dev.shakedown.capture;

import dev.shakedown.bytes.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

/**
 * Reads a capture file from front to back in constant memory. Format and compression are told by
 * content: pcap with its known variants and pcapng, plain or as gzip, Zstandard or LZ4 frame.
 *
 * <p>Packets come in file order, numbered as Wireshark does. Damage never ends in an exception:
 * what lies before it is handed out, the rest as far as it can be told apart, and {@link #problems}
 * says where it is. An {@code IOException} of {@link #hasNext} is a failing device.
 *
 * <p>Not thread-safe.
 */
public final class CaptureReader implements AutoCloseable {
  private static final Map<String, String> OTHER_FORMATS =
      Map.of(
          "736e6f6f", "snoop",
          "474d4255", "netmon-2",
          "52545353", "netmon-1",
          "54525343", "netxray",
          "58435000", "netxray");

  private final CaptureInput input;
  private final InputWindow window;
  private final ProblemLog problems = new ProblemLog();
  private final RecordReader records;
  private CaptureItem ahead;

  /** The packet handed out last, while it is not counted; else null. */
  private CapturedPacket handedOut;

  private boolean ended;
  private boolean timed;
  private long packets;
  private long bytes;
  private long firstEpochNanos = Long.MAX_VALUE;
  private long lastEpochNanos = Long.MIN_VALUE;

  private CaptureReader(InputStream in, String name, Limits limits) throws IOException {
    this.input = new CaptureInput(in, name);
    this.window = new InputWindow(input);
    this.records = detect(name, limits);
  }

  /**
   * Opens a file.
   *
   * @throws UnreadableCaptureException if it is no capture that can be read
   */
  public static CaptureReader open(Path file, Limits limits) throws IOException {
    return open(Files.newInputStream(file), file.toString(), limits);
  }

  /**
   * Opens a stream, such as standard input; closing the reader, or failing here, closes it.
   *
   * @param name what messages call it
   * @throws UnreadableCaptureException if it is no capture that can be read
   */
  public static CaptureReader open(InputStream in, String name, Limits limits) throws IOException {
    try {
      return new CaptureReader(in, name, limits);
    } catch (IOException | RuntimeException e) {
      try {
        in.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private RecordReader detect(String name, Limits limits) throws IOException {
    boolean whole = window.require(12);
    if (window.available() == 0) {
      throw input.failure().isEmpty()
          ? new UnreadableCaptureException(name, "empty-file", Map.of())
          : new UnreadableCaptureException(
              name,
              input.failure().equals("large-window") ? "large-window" : "damaged-compression",
              Map.of("compression", input.compression()));
    }
    if (window.available() >= 4) {
      boolean pcapng = window.int32(0) == PcapngReader.SECTION_HEADER;
      boolean pcap = !pcapng && PcapHeader.detect(window);
      if ((pcap || pcapng) && !whole) {
        throw new UnreadableCaptureException(
            name, "truncated-header", Map.of("present", window.available()));
      }
      if (pcap) {
        return new PcapReader(window, name, limits, problems);
      }
      if (pcapng && PcapngReader.readByteOrder(window)) {
        return new PcapngReader(window, limits, problems);
      }
      window.littleEndian(false);
      String magic = HexFormat.of().toHexDigits(window.int32(0));
      if (OTHER_FORMATS.containsKey(magic)) {
        throw new UnreadableCaptureException(
            name, "unsupported-format", Map.of("format", OTHER_FORMATS.get(magic)));
      }
    }
    throw new UnreadableCaptureException(name, "not-a-capture", Map.of());
  }

  /**
   * Whether there is another item. Reads ahead, which ends the life of the packet handed out last.
   *
   * @throws IOException if the device fails
   */
  public boolean hasNext() throws IOException {
    if (ahead == null && !ended) {
      count();
      ahead = records.read();
      if (ahead == null) {
        end();
      }
    }
    return ahead != null;
  }

  private void end() {
    ended = true;
    if (input.failure().isEmpty()) {
      return;
    }
    // replaces what the missing bytes made of the last record
    problems.addLast(
        input.failure(),
        window.offset(),
        input.failure().equals("truncated-file")
            ? Map.of("claimed", 0L, "present", window.available())
            : Map.of("compression", input.compression()));
  }

  /**
   * The next packet or key log, in file order. A {@link CapturedPacket} is valid until the next
   * call of {@link #hasNext} or of this method.
   *
   * @throws NoSuchElementException if there is none
   * @throws IOException if the device fails
   */
  public CaptureItem next() throws IOException {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    CaptureItem item = ahead;
    ahead = null;
    if (item instanceof CapturedPacket packet) {
      handedOut = packet;
    }
    return item;
  }

  /** Counts the packet handed out last, once it is known what of it was on the wire. */
  private void count() {
    if (handedOut == null) {
      return;
    }
    int onWire = handedOut.capturedLength() - handedOut.addedBytes();
    if (onWire > 0 || handedOut.addedBytes() == 0) {
      packets++;
      bytes += onWire;
      if (handedOut.hasTime()) {
        firstEpochNanos = Math.min(firstEpochNanos, handedOut.epochNanos());
        lastEpochNanos = Math.max(lastEpochNanos, handedOut.epochNanos());
        timed = true;
      }
    }
    handedOut = null;
  }

  /** What is wrong with the file as far as it was read, in file order; at most 66. */
  public List<CaptureProblem> problems() {
    return problems.list();
  }

  /** What was read so far; whole once {@link #hasNext} is false. */
  public CaptureSummary summary() {
    count();
    return new CaptureSummary(
        records.format(),
        input.compression(),
        packets,
        bytes,
        window.offset(),
        timed ? OptionalLong.of(firstEpochNanos) : OptionalLong.empty(),
        timed ? OptionalLong.of(lastEpochNanos) : OptionalLong.empty(),
        records.linkTypes(),
        records.interfaces(),
        records.sections());
  }

  /** Closes the file or stream. */
  @Override
  public void close() throws IOException {
    input.close();
  }
}
