package dev.shakedown.bytes;

/**
 * A bounded reader of big-endian wire data. A length prefix yields a reader that cannot see past
 * its end (RFC 8446 3.4), so a decoder reads like the struct it decodes, one line a field.
 *
 * <p>Not thread-safe. The bytes are not copied; only {@link #opaque} and its like copy.
 */
public final class ByteReader {
  private final byte[] buffer;
  private final int start;
  private final int end;
  private int position;

  /** Reads {@code length} bytes of {@code buffer} from {@code offset}; both must lie within it. */
  public ByteReader(byte[] buffer, int offset, int length) {
    if (offset < 0 || length < 0 || offset > buffer.length - length) {
      throw new IndexOutOfBoundsException(
          "offset %d, length %d, buffer %d".formatted(offset, length, buffer.length));
    }
    this.buffer = buffer;
    this.start = offset;
    this.position = offset;
    this.end = offset + length;
  }

  /** The number of bytes not yet read. */
  public int remaining() {
    return end - position;
  }

  /** Whether all bytes are read. */
  public boolean isEmpty() {
    return position == end;
  }

  /** The number of bytes already read. */
  public int offset() {
    return position - start;
  }

  /** One byte, 0..255. */
  public int uint8(String field) throws MalformedException {
    need(field, 1);
    return buffer[position++] & 0xff;
  }

  /** Two bytes, 0..65,535. */
  public int uint16(String field) throws MalformedException {
    need(field, 2);
    int value = (buffer[position] & 0xff) << 8 | buffer[position + 1] & 0xff;
    position += 2;
    return value;
  }

  /** Three bytes, 0..16,777,215. */
  public int uint24(String field) throws MalformedException {
    need(field, 3);
    int value =
        (buffer[position] & 0xff) << 16
            | (buffer[position + 1] & 0xff) << 8
            | buffer[position + 2] & 0xff;
    position += 3;
    return value;
  }

  /** Four bytes, 0..4,294,967,295. */
  public long uint32(String field) throws MalformedException {
    need(field, 4);
    long value = (long) uint16(field) << 16;
    return value | uint16(field);
  }

  /** Eight bytes as they are; the sign bit has no meaning. */
  public long uint64(String field) throws MalformedException {
    need(field, 8);
    long value = uint32(field) << 32;
    return value | uint32(field);
  }

  /** The next byte, 0..255, without moving on. */
  public int peek(String field) throws MalformedException {
    need(field, 1);
    return buffer[position] & 0xff;
  }

  /** A copy of {@code length} bytes. */
  public Bytes opaque(String field, int length) throws MalformedException {
    need(field, length);
    Bytes value = Bytes.copyOf(buffer, position, length);
    position += length;
    return value;
  }

  /** A copy of the bytes behind a one-byte length. */
  public Bytes opaque8(String field) throws MalformedException {
    return vector8(field).rest();
  }

  /** A copy of the bytes behind a two-byte length. */
  public Bytes opaque16(String field) throws MalformedException {
    return vector16(field).rest();
  }

  /** A copy of the bytes behind a three-byte length. */
  public Bytes opaque24(String field) throws MalformedException {
    return vector24(field).rest();
  }

  /** A reader of the bytes behind a one-byte length. */
  public ByteReader vector8(String field) throws MalformedException {
    return sub(field, uint8(field));
  }

  /** A reader of the bytes behind a two-byte length. */
  public ByteReader vector16(String field) throws MalformedException {
    return sub(field, uint16(field));
  }

  /** A reader of the bytes behind a three-byte length. */
  public ByteReader vector24(String field) throws MalformedException {
    return sub(field, uint24(field));
  }

  /** A reader of the next {@code length} bytes, which this reader passes over. */
  public ByteReader sub(String field, int length) throws MalformedException {
    need(field, length);
    ByteReader value = new ByteReader(buffer, position, length);
    position += length;
    return value;
  }

  /**
   * A reader of the next {@code length} bytes, or of those that are left, where what is read was
   * cut short.
   */
  public ByteReader upTo(int length) {
    int size = Math.min(length, remaining());
    ByteReader value = new ByteReader(buffer, position, size);
    position += size;
    return value;
  }

  /** A hash of the bytes not yet read. */
  public int contentHash() {
    int hash = 1;
    for (int i = position; i < end; i++) {
      hash = 31 * hash + buffer[i];
    }
    return hash;
  }

  /** Whether the bytes not yet read are just these. */
  public boolean contentEquals(Bytes bytes) {
    return bytes.isAt(buffer, position, end);
  }

  /** Passes over {@code length} bytes. */
  public void skip(String field, int length) throws MalformedException {
    need(field, length);
    position += length;
  }

  /** A copy of all that is left; this reader is then empty. */
  public Bytes rest() {
    Bytes value = Bytes.copyOf(buffer, position, remaining());
    position = end;
    return value;
  }

  /** Demands that all bytes of {@code struct} have been read. */
  public void expectEnd(String struct) throws MalformedException {
    if (!isEmpty()) {
      throw new MalformedException(
          "%s: %d bytes left over at %d".formatted(struct, remaining(), offset()));
    }
  }

  private void need(String field, int length) throws MalformedException {
    if (length < 0 || length > remaining()) {
      throw new MalformedException(
          "%s: needs %d bytes at %d, has %d".formatted(field, length, offset(), remaining()));
    }
  }
}
