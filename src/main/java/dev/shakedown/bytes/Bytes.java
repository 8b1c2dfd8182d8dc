package dev.shakedown.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable sequence of bytes with equality by content, so that records made of wire data can be
 * compared.
 */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Copies {@code length} bytes of {@code source} from {@code offset}. */
  public static Bytes copyOf(byte[] source, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(source, offset, offset + length));
  }

  /** Copies all of {@code source}. */
  public static Bytes copyOf(byte[] source) {
    return copyOf(source, 0, source.length);
  }

  /** The bytes that a hexadecimal text without separators stands for. */
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /** The number of bytes. */
  public int size() {
    return content.length;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return content.length == 0;
  }

  /** The byte at {@code index} as 0..255. */
  public int at(int index) {
    return content[index] & 0xff;
  }

  /** A copy of {@code length} bytes from {@code offset}. */
  public Bytes slice(int offset, int length) {
    return copyOf(content, offset, length);
  }

  /** Whether {@code buffer} holds just these from {@code from} to {@code to}. */
  public boolean isAt(byte[] buffer, int from, int to) {
    return Arrays.equals(content, 0, content.length, buffer, from, to);
  }

  /** A copy as an array. */
  public byte[] toArray() {
    return content.clone();
  }

  /** A reader over these bytes; it does not copy them. */
  public ByteReader reader() {
    return new ByteReader(content, 0, content.length);
  }

  /** Lower-case hexadecimal without separators. */
  public String hex() {
    return HexFormat.of().formatHex(content);
  }

  /** The bytes read as ISO 8859-1: every byte a character, whatever it is. */
  public String latin1() {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  /** The bytes read as UTF-8 if they are that throughout, else as ISO 8859-1. */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      return latin1();
    }
  }

  /**
   * By unsigned value. A map whose keys all have one hash, as whoever writes the bytes can arrange,
   * is searched by this order.
   */
  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return hex();
  }
}
