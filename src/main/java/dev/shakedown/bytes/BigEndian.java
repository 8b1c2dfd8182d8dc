package dev.shakedown.bytes;

/** Numbers in network byte order, read from where they stand. */
public final class BigEndian {
  private BigEndian() {}

  /** An unsigned 32-bit number. */
  public static long uint32(byte[] bytes, int at) {
    return (bytes[at] & 0xffL) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  /** The bits of a 64-bit number. */
  public static long int64(byte[] bytes, int at) {
    return uint32(bytes, at) << 32 | uint32(bytes, at + 4);
  }
}
