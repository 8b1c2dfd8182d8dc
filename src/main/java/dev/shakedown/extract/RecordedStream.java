package dev.shakedown.extract;

import java.util.Arrays;
import java.util.BitSet;

/** The beginning of one direction's bytes, and which of them are TLS. */
final class RecordedStream {
  /** Far beyond any handshake; what lies behind is replaced without being looked at. */
  static final int MAX_SIZE = 1 << 20;

  private byte[] bytes = new byte[1024];
  private final BitSet missing = new BitSet();
  private final BitSet tls = new BitSet();
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
    int last = size - length;
    int at = endOfTls;
    while (at <= last && !Arrays.equals(bytes, at, at + length, buffer, offset, offset + length)) {
      at++;
    }
    if (at <= last) {
      tls.set(at, at + length);
      endOfTls = at + length;
    }
  }

  /** So many bytes that nobody has are TLS. */
  void tlsGap(long length) {
    int end = (int) Math.min(size, endOfTls + length);
    tls.set(endOfTls, Math.max(end, endOfTls));
    endOfTls = Math.max(end, endOfTls);
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
