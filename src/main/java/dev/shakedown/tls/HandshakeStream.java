package dev.shakedown.tls;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.Arrays;

/**
 * Puts the handshake messages of one direction together from the fragments of records (RFC 8446
 * 5.1). Holds at most one partial message, and of that no more than has arrived.
 */
final class HandshakeStream {
  /**
   * Where a message came from; the components are those of {@link TlsEvent.Handshake}.
   *
   * @param length bytes of it with its header
   */
  record Origin(
      int length,
      ProtocolVersion recordVersion,
      int records,
      int segments,
      long firstFrame,
      int bytesInFirstSegment,
      boolean firstRecordInFirstSegment) {}

  /** Receives the messages. */
  interface Sink {
    /** A message; {@code body} is valid during the call only. */
    void message(HandshakeType type, ByteReader body, Origin origin);

    /** A message that is too long to be put together; its body is skipped. */
    void tooLong(HandshakeType type, Bytes head, Origin origin);
  }

  private static final int HEADER_SIZE = 4;
  private static final byte[] NOTHING = {};

  private final Sink sink;
  private final int maxLength;

  /** The header, then the body as far as it came. */
  private byte[] buffer = NOTHING;

  private int size;
  private int skip;
  private int records;
  private int segments;
  private long lastRecord;
  private long lastSegment;
  private long firstFrame;
  private int bytesInFirstSegment;
  private ProtocolVersion recordVersion;
  private int firstRecordLength;

  /** A message with its header, as it stands on the wire. */
  static Bytes raw(HandshakeType type, ByteReader body) {
    byte[] content = body.rest().toArray();
    byte[] raw = new byte[HEADER_SIZE + content.length];
    raw[0] = (byte) type.code();
    raw[1] = (byte) (content.length >>> 16);
    raw[2] = (byte) (content.length >>> 8);
    raw[3] = (byte) content.length;
    System.arraycopy(content, 0, raw, HEADER_SIZE, content.length);
    return Bytes.copyOf(raw);
  }

  /** The body of a message with its header. */
  static ByteReader body(Bytes raw) {
    return raw.slice(HEADER_SIZE, raw.size() - HEADER_SIZE).reader();
  }

  /** Receives messages of up to {@code maxLength} bytes of body. */
  HandshakeStream(Sink sink, int maxLength) {
    this.sink = sink;
    this.maxLength = maxLength;
  }

  /**
   * The next bytes.
   *
   * @param record number of the record they come from
   * @param segment number of the segment they come from
   * @param header of that record
   */
  void data(
      byte[] source,
      int offset,
      int length,
      long record,
      long segment,
      long frame,
      RecordHeader header) {
    int at = offset;
    int to = offset + length;
    while (at < to) {
      if (skip > 0) {
        int count = Math.min(skip, to - at);
        skip -= count;
        at += count;
        continue;
      }
      if (size == 0) {
        begin(frame, header);
      }
      int count = Math.min(needed(), to - at);
      account(count, record, segment);
      append(source, at, count);
      at += count;
      completeIfWhole();
    }
  }

  /**
   * Some of the next bytes are missing, and with them the current message.
   *
   * @return whether it is known where the next message begins
   */
  boolean missing(long length) {
    boolean known;
    if (skip > 0) {
      known = length <= skip;
      skip = known ? skip - (int) length : 0;
    } else {
      known = size >= HEADER_SIZE && length <= needed();
      skip = known ? needed() - (int) length : 0;
    }
    clear();
    return known;
  }

  /** Forgets a partial message: the next byte begins a new one. */
  void restart() {
    skip = 0;
    clear();
  }

  /** Type of the partial message it stands in. */
  HandshakeType type() {
    return new HandshakeType(buffer[0] & 0xff);
  }

  /** Bytes of that message that came, its header included. */
  int received() {
    return size;
  }

  /** The frame its first byte came in. */
  long firstFrame() {
    return firstFrame;
  }

  /** Whether its header is complete, so that it has an {@link #origin}. */
  boolean isHeaderComplete() {
    return size >= HEADER_SIZE;
  }

  /** Its body as far as it came; valid during the call only. */
  ByteReader beginning() {
    return new ByteReader(buffer, HEADER_SIZE, size - HEADER_SIZE);
  }

  /** Bytes of memory of the message it stands in. */
  int heldBytes() {
    return buffer.length;
  }

  /** Whether it stands in a partial message. */
  boolean isWithinMessage() {
    return size > 0;
  }

  private void begin(long frame, RecordHeader header) {
    records = 0;
    segments = 0;
    lastRecord = -1;
    lastSegment = -1;
    bytesInFirstSegment = 0;
    firstFrame = frame;
    recordVersion = header.version();
    firstRecordLength = header.length();
  }

  private void account(int count, long record, long segment) {
    if (record != lastRecord) {
      lastRecord = record;
      records++;
    }
    if (segment != lastSegment) {
      lastSegment = segment;
      segments++;
    }
    if (segments == 1) {
      bytesInFirstSegment += count;
    }
  }

  private void append(byte[] source, int at, int count) {
    if (size + count > buffer.length) {
      int whole = size < HEADER_SIZE ? HEADER_SIZE : HEADER_SIZE + bodyLength();
      buffer = Arrays.copyOf(buffer, Math.min(whole, Math.max(size + count, 2 * buffer.length)));
    }
    System.arraycopy(source, at, buffer, size, count);
    size += count;
  }

  private void completeIfWhole() {
    if (size < HEADER_SIZE) {
      return;
    }
    if (bodyLength() > maxLength) {
      skip = bodyLength();
      sink.tooLong(type(), Bytes.copyOf(buffer, 0, HEADER_SIZE), origin());
      clear();
    } else if (needed() == 0) {
      sink.message(type(), new ByteReader(buffer, HEADER_SIZE, size - HEADER_SIZE), origin());
      clear();
    }
  }

  /** Where the message it stands in comes from. */
  Origin origin() {
    return new Origin(
        HEADER_SIZE + bodyLength(),
        recordVersion,
        records,
        segments,
        firstFrame,
        bytesInFirstSegment,
        bytesInFirstSegment >= Math.min(HEADER_SIZE + bodyLength(), firstRecordLength));
  }

  private void clear() {
    size = 0;
    buffer = NOTHING;
  }

  /** Bytes until the header or, behind it, the message is complete. */
  private int needed() {
    return size < HEADER_SIZE ? HEADER_SIZE - size : HEADER_SIZE + bodyLength() - size;
  }

  private int bodyLength() {
    return (buffer[1] & 0xff) << 16 | (buffer[2] & 0xff) << 8 | buffer[3] & 0xff;
  }
}
