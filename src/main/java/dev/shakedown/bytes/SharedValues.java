package dev.shakedown.bytes;

/**
 * Remembers what was decoded last from some bytes, so that messages that are alike share it: most
 * hellos of a capture differ in their random values only. A table of fixed size, in which a new
 * value takes the place of an older one. Not thread-safe.
 *
 * @param <T> immutable values
 */
public final class SharedValues<T> {
  /** Decodes bytes; may not depend on anything but these and the kind they are asked for by. */
  @FunctionalInterface
  public interface Decoder<T> {
    /** Reads all of {@code in}. */
    T decode(ByteReader in) throws MalformedException;
  }

  private record Known<T>(int kind, Bytes bytes, T value) {}

  private static final int SLOTS = 2048;

  /** Longer values are seldom the same twice, and would make the table large. */
  private static final int MAX_LENGTH = 512;

  /** What a value takes besides its bytes, estimated. */
  private static final int OVERHEAD = 64;

  private final Object[] slots = new Object[SLOTS];
  private long decodedBytes;

  /**
   * What {@code decoder} makes of the rest of {@code in}, or made of the same bytes before.
   *
   * @param kind tells apart values that are decoded in different ways
   */
  @SuppressWarnings("unchecked") // only what a decoder gave is in the slots
  public T get(int kind, ByteReader in, Decoder<T> decoder) throws MalformedException {
    if (in.remaining() > MAX_LENGTH) {
      decodedBytes += in.remaining() + OVERHEAD;
      return decoder.decode(in);
    }
    int hash = 31 * in.contentHash() + kind;
    int slot = (hash ^ hash >>> 11 ^ hash >>> 22) & SLOTS - 1;
    Known<T> known = (Known<T>) slots[slot];
    if (known == null || known.kind != kind || !in.contentEquals(known.bytes)) {
      Bytes bytes = in.rest();
      known = new Known<>(kind, bytes, decoder.decode(bytes.reader()));
      slots[slot] = known;
      decodedBytes += bytes.size() + OVERHEAD;
    }
    return known.value;
  }

  /** Bytes decoded so far, because what they mean was not remembered, and what each value takes. */
  public long decodedBytes() {
    return decodedBytes;
  }
}
