package dev.shakedown.preamble;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.StreamListener;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of one side that are not understood yet, and the frames they came in. */
final class Pending {
  /** As many bytes as a dialogue gets to make sense of one message. */
  static final int BOUND = 4096;

  /** More segments than this are taken together: TLS is told from the first 11 bytes. */
  private static final int MAX_CHUNKS = 32;

  private static final byte[] NONE = {};

  private byte[] bytes = NONE;
  private int start;
  private int end;
  private int chunks;
  private int[] chunkEnds = new int[2];
  private long[] frames = new long[2];
  private long[] nanos = new long[2];
  private boolean ended;

  /** Adds the bytes of a segment. */
  void append(byte[] buffer, int offset, int length, long frame, long epochNanos) {
    makeRoom(length);
    System.arraycopy(buffer, offset, bytes, end, length);
    end += length;
    if (chunks < MAX_CHUNKS) {
      if (chunks == chunkEnds.length) {
        chunkEnds = Arrays.copyOf(chunkEnds, chunks * 2);
        frames = Arrays.copyOf(frames, chunks * 2);
        nanos = Arrays.copyOf(nanos, chunks * 2);
      }
      chunks++;
    }
    chunkEnds[chunks - 1] = end;
    frames[chunks - 1] = frame;
    nanos[chunks - 1] = epochNanos;
  }

  private void makeRoom(int length) {
    if (end + length <= bytes.length) {
      return;
    }
    int size = end - start;
    byte[] roomy =
        size + length <= bytes.length ? bytes : new byte[Math.max(64, size + length + size / 2)];
    System.arraycopy(bytes, start, roomy, 0, size);
    for (int i = 0; i < chunks; i++) {
      chunkEnds[i] -= start;
    }
    bytes = roomy;
    start = 0;
    end = size;
  }

  /** Says that no more bytes follow those that are there, or none that belong to them. */
  void setEnded(boolean ended) {
    this.ended = ended;
  }

  /** Whether waiting for more bytes is of no use, or not allowed. */
  boolean complete() {
    return ended || size() >= BOUND;
  }

  /** Bytes of memory it takes. */
  int heldBytes() {
    return bytes.length + 20 * frames.length;
  }

  boolean isEmpty() {
    return start == end;
  }

  int size() {
    return end - start;
  }

  /** The byte at {@code index} as 0..255. */
  int at(int index) {
    return bytes[start + index] & 0xff;
  }

  /** Two bytes at {@code index}, big-endian. */
  int uint16(int index) {
    return at(index) << 8 | at(index + 1);
  }

  /** Two bytes at {@code index}, little-endian. */
  int uint16le(int index) {
    return at(index + 1) << 8 | at(index);
  }

  /** Three bytes at {@code index}, little-endian. */
  int uint24le(int index) {
    return at(index + 2) << 16 | uint16le(index);
  }

  /** Four bytes at {@code index}, big-endian. */
  long uint32(int index) {
    return (long) uint16(index) << 16 | uint16(index + 2);
  }

  /** Four bytes at {@code index}, little-endian. */
  long uint32le(int index) {
    return (long) uint16le(index + 2) << 16 | uint16le(index);
  }

  /** Whether the bytes at {@code index} are all there and are these characters. */
  boolean has(int index, String latin1) {
    if (index + latin1.length() > size()) {
      return false;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if (at(index + i) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where {@code value} is next, from {@code index}; -1 if nowhere. */
  int indexOf(int value, int index) {
    for (int i = index; i < size(); i++) {
      if (at(i) == value) {
        return i;
      }
    }
    return -1;
  }

  /** Bytes as text, one character each. */
  String latin1(int index, int length) {
    return new String(bytes, start + index, length, StandardCharsets.ISO_8859_1);
  }

  /** Bytes as UTF-8 text; what is not becomes U+FFFD. */
  String text(int index, int length) {
    return new String(bytes, start + index, length, StandardCharsets.UTF_8);
  }

  /** A reader of {@code length} bytes. */
  ByteReader reader(int index, int length) {
    return new ByteReader(bytes, start + index, length);
  }

  /** Whether a TLS record begins here. */
  TlsStart startsTls() {
    return TlsStart.judge(bytes, start, size(), complete());
  }

  /** Whether a ClientHello begins here; only if {@link #startsTls} says so. */
  boolean startsClientHello() {
    return TlsStart.isClientHello(bytes, start, size());
  }

  /** Whether a hello begins here; only if {@link #startsTls} says so. */
  boolean startsHello() {
    return TlsStart.isHello(bytes, start, size());
  }

  /** Whether a TLS record header may stand here, in the middle of a stream. */
  boolean startsRecordHeader() {
    return TlsStart.isRecordHeader(bytes, start, size());
  }

  /** The frame that brought the byte at {@code index}. */
  long frameOf(int index) {
    return frames[chunkOf(index)];
  }

  /** When the byte at {@code index} came. */
  long nanosOf(int index) {
    return nanos[chunkOf(index)];
  }

  private int chunkOf(int index) {
    int chunk = 0;
    while (chunk < chunks - 1 && chunkEnds[chunk] <= start + index) {
      chunk++;
    }
    return chunk;
  }

  /** Bytes up to the end of the segment that brought the first one. */
  int firstChunk() {
    return chunkEnds[chunkOf(0)] - start;
  }

  /** Drops the first {@code length} bytes. */
  void drop(int length) {
    start += length;
    int gone = 0;
    while (gone < chunks && chunkEnds[gone] <= start) {
      gone++;
    }
    if (gone > 0) {
      chunks -= gone;
      System.arraycopy(chunkEnds, gone, chunkEnds, 0, chunks);
      System.arraycopy(frames, gone, frames, 0, chunks);
      System.arraycopy(nanos, gone, nanos, 0, chunks);
    }
    if (start == end) {
      bytes = NONE;
      start = 0;
      end = 0;
    }
  }

  /** Passes the first {@code length} bytes on, segment by segment, and drops them. */
  void forward(int length, Sender from, StreamListener listener) {
    int left = length;
    while (left > 0) {
      int part = Math.min(left, firstChunk());
      listener.data(from, bytes, start, part, frames[0], nanos[0]);
      drop(part);
      left -= part;
    }
  }
}
