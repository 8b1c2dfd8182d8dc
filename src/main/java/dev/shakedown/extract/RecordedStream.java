package dev.shakedown.extract;

import java.util.Arrays;
import java.util.BitSet;

/** The beginning of one direction's bytes, and which of them are TLS. */
final class RecordedStream {
  /** Far beyond any handshake; of what lies behind only the headers of records are known. */
  static final int MAX_SIZE = 1 << 20;

  private byte[] bytes = new byte[1024];
  private final BitSet missing = new BitSet();
  private final BitSet tls = new BitSet();
  private final FarHeaders far = new FarHeaders(MAX_SIZE);
  private int size;
  private int endOfTls;

  void add(byte[] buffer, int offset, int length) {
    int count = Math.min(length, MAX_SIZE - size);
    ensure(size + count);
    System.arraycopy(buffer, offset, bytes, size, count);
    size += count;
  }

  void gap(long length) {
    int count = (int) Math.min(length, MAX_SIZE - size);
    ensure(size + count);
    missing.set(size, size + count);
    size += count;
  }

  private void ensure(int needed) {
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }

  /** These bytes of it, the next ones or later ones, are TLS. */
  void tls(byte[] buffer, int offset, int length) {
    if (size < MAX_SIZE) {
      int last = size - length;
      int at = endOfTls;
      while (at <= last
          && !Arrays.equals(bytes, at, at + length, buffer, offset, offset + length)) {
        at++;
      }
      if (at <= last) {
        far.at(at);
        markTls(at, at + length);
      }
    } else {
      markTls(endOfTls, size);
    }
    far.data(buffer, offset, length);
  }

  private void markTls(int start, int end) {
    tls.set(start, end);
    endOfTls = end;
  }

  /** So many bytes that nobody has are TLS. */
  void tlsGap(long length) {
    int end = (int) Math.min(size, endOfTls + length);
    markTls(endOfTls, Math.max(end, endOfTls));
    far.gap(length);
  }

  /** Whether the header of a record stands there, behind what is kept. */
  boolean isFarHeader(int at) {
    return far.has(at);
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  boolean isMissing(int at) {
    return missing.get(at);
  }

  boolean isTls(int at) {
    return tls.get(at);
  }

  /** Where the run of bytes of the same kind that begins here ends. */
  int endOfRun(int at) {
    int end = tls.get(at) ? tls.nextClearBit(at) : tls.nextSetBit(at);
    return end < 0 ? size : Math.min(end, size);
  }
}
