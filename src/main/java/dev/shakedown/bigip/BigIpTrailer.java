package dev.shakedown.bigip;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.TrailerDecoder;
import java.util.List;
import java.util.Optional;

/**
 * Reads what tcpdump on a BIG-IP adds to a capture: the trailers behind the frames and the frames
 * in which it describes itself. Packets of one connection have the same trailer over and over, so
 * what was read is kept in a table of fixed size, by content.
 *
 * <p>Not thread-safe; one for each capture.
 */
public final class BigIpTrailer implements TrailerDecoder {
  private static final int ETHERNET = 1;
  private static final int TCP_HEADER = 20;

  /** Trailers remembered; a power of two. */
  private static final int REMEMBERED = 4096;

  /** Longer trailers are read anew each time: all that are known are shorter. */
  private static final int MAX_REMEMBERED_LENGTH = 1024;

  private final TrailerPlace place = new TrailerPlace();
  private final Known[] remembered = new Known[REMEMBERED];
  private final KeyLog keyLog;
  private final BigIpCounters counters = new BigIpCounters();
  private Optional<FileInfo> fileInfo = Optional.empty();
  private Optional<Trailer> last = Optional.empty();

  /** A trailer read before. */
  private record Known(Bytes bytes, Trailer trailer, DeviceNote note) {
    boolean isAt(byte[] buffer, int start, int end) {
      return bytes.isAt(buffer, start, end);
    }
  }

  /** Reads trailers and tells {@code listener} of the secrets in them. */
  public BigIpTrailer(KeyLogListener listener) {
    this.keyLog = new KeyLog(listener);
  }

  /**
   * Whether a packet is no traffic but a frame in which tcpdump describes itself; takes what it
   * says. Such a frame stands first in a file, or anywhere in merged ones; the newest holds.
   */
  public boolean takesFileInfo(CapturedPacket packet) {
    if (packet.linkType() != ETHERNET || !FileInfo.isIn(packet)) {
      return false;
    }
    fileInfo = Optional.of(FileInfo.read(packet));
    counters.fileInfo();
    packet.markAdded(packet.capturedLength());
    return true;
  }

  @Override
  public DeviceNote decode(CapturedPacket packet, int ipPacket, int endOfPacket) {
    last = Optional.empty();
    if (packet.linkType() != ETHERNET) {
      return DeviceNote.NONE;
    }
    if (packet.capturedLength() < packet.originalLength()) {
      counters.cut();
      return DeviceNote.NONE;
    }
    byte[] buffer = packet.buffer();
    int end = packet.offset() + packet.capturedLength();
    boolean isBigIp = fileInfo.isPresent() || counters.anySound();
    if (!place.find(buffer, endOfPacket, end, isBigIp)) {
      if (place.broken()) {
        counters.broken();
      }
      return DeviceNote.NONE;
    }
    packet.markAdded(end - place.start());
    int slot = slot(buffer, place.start(), place.end());
    Known known = slot < 0 ? null : remembered[slot];
    if (known == null || !known.isAt(buffer, place.start(), place.end())) {
      known = read(buffer);
      FlowKey flow = FlowKey.of(buffer, ipPacket, endOfPacket, known.note());
      known.trailer().secrets().ifPresent(s -> keyLog.add(flow, s));
      if (slot >= 0) {
        remembered[slot] = known;
      }
    }
    last = Optional.of(known.trailer());
    counters.trailer(known.trailer());
    return known.note();
  }

  @Override
  public int start(CapturedPacket packet, int ipPayload) {
    byte[] buffer = packet.buffer();
    int end = packet.offset() + packet.capturedLength();
    boolean possible =
        packet.linkType() == ETHERNET && packet.capturedLength() >= packet.originalLength();
    for (int at = ipPayload + TCP_HEADER; possible && at <= end - DptTrailer.HEADER; at++) {
      if (DptTrailer.isMagic(buffer, at, end)
          && DptTrailer.length(buffer, at, end) == end - at
          && DptTrailer.isSound(buffer, at, end - at)) {
        return at;
      }
    }
    return end;
  }

  /** The trailer of the frame decoded last, as it was written. */
  Optional<Trailer> last() {
    return last;
  }

  /**
   * The trailer of the frame decoded last, in its own format, with substitutes for names and
   * addresses and without secrets; empty where there was none.
   *
   * @param packet that frame
   */
  public byte[] copy(CapturedPacket packet, Substitutes substitutes) {
    return last.isEmpty()
        ? new byte[0]
        : TrailerCopy.of(packet.buffer(), place.start(), place.end(), place.format(), substitutes);
  }

  /** What the device said last of itself. */
  public Optional<FileInfo> fileInfo() {
    return fileInfo;
  }

  /** What is known of the capture; empty where nothing shows that it is a BIG-IP's. */
  public Optional<BigIpCapture> capture() {
    return fileInfo.isPresent() || counters.frames() > 0
        ? Optional.of(counters.capture(fileInfo, keyLog))
        : Optional.empty();
  }

  /**
   * The secrets found so far as lines of an NSS key log (RFC 9850), in the order in which they
   * became known, each once.
   */
  public List<String> keyLog() {
    return keyLog.lines();
  }

  private Known read(byte[] buffer) {
    int start = place.start();
    int end = place.end();
    Trailer trailer =
        place.format() == Trailer.Format.DPT
            ? DptTrailer.decode(buffer, start, end - start)
            : LegacyTrailer.decode(buffer, start, end, place.broken());
    DeviceNote note = trailer.note();
    return new Known(
        Bytes.copyOf(buffer, start, end - start),
        trailer,
        note.equals(DeviceNote.NONE) ? DeviceNote.NONE : note);
  }

  /** Where to remember the trailer; -1 if it is not to be. */
  private int slot(byte[] buffer, int start, int end) {
    if (end - start > MAX_REMEMBERED_LENGTH || place.broken()) {
      return -1;
    }
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + buffer[i];
    }
    return (hash ^ hash >>> 16) & REMEMBERED - 1;
  }
}
