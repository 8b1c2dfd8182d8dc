package dev.shakedown.extract;

import dev.shakedown.bytes.Bytes;

/**
 * A range of a buffer that is rewritten field by field. Like a reader it is bounded, and a length
 * prefix yields a span that cannot pass its end; unlike one it never fails: a field of which the
 * end is missing is as long as what is there, since cut messages are rewritten, too.
 */
final class Span {
  private final byte[] buffer;
  private final int end;
  private int position;

  Span(byte[] buffer, int start, int end) {
    this.buffer = buffer;
    this.position = start;
    this.end = Math.max(start, end);
  }

  int remaining() {
    return end - position;
  }

  boolean isEmpty() {
    return remaining() == 0;
  }

  int peek(int at) {
    return position + at < end ? buffer[position + at] & 0xff : -1;
  }

  /** The field at an offset from here, which is not passed over. */
  Span at(int offset, int length) {
    int from = Math.min(end, position + offset);
    return new Span(buffer, from, Math.min(end, from + length));
  }

  int peek16(int at) {
    return peek(at) < 0 || peek(at + 1) < 0 ? -1 : peek(at) << 8 | peek(at + 1);
  }

  /** Leaves a field as it is. */
  void keep(int length) {
    position += Math.min(length, remaining());
  }

  int uint8() {
    int value = Math.max(0, peek(0));
    keep(1);
    return value;
  }

  int uint16() {
    return uint8() << 8 | uint8();
  }

  int uint24() {
    return uint16() << 8 | uint8();
  }

  /** The next bytes as a span of their own. */
  Span take(int length) {
    int size = Math.min(length, remaining());
    Span span = new Span(buffer, position, position + size);
    position += size;
    return span;
  }

  Span vector8() {
    return take(uint8());
  }

  Span vector16() {
    return take(uint16());
  }

  Span vector24() {
    return take(uint24());
  }

  /** What is left. */
  Bytes bytes() {
    return Bytes.copyOf(buffer, position, remaining());
  }

  /** Overwrites what is left, with as many bytes. */
  void put(Bytes replacement) {
    System.arraycopy(replacement.toArray(), 0, buffer, position, remaining());
    position = end;
  }

  void put(byte[] replacement) {
    put(Bytes.copyOf(replacement));
  }
}
