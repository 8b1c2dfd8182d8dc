package dev.shakedown.packet;

/**
 * An IPv4 or IPv6 address as two longs, so that flow keys compare without arrays.
 *
 * @param v6 whether it is an IPv6 address
 * @param high the upper 64 bits; 0 for IPv4
 * @param low the lower 64 bits; for IPv4 the address itself, 0..2^32-1
 */
public record IpAddress(boolean v6, long high, long low) implements Comparable<IpAddress> {

  /** Reads an address of 4 or 16 bytes at {@code offset}. */
  public static IpAddress read(byte[] buffer, int offset, boolean v6) {
    return v6
        ? new IpAddress(true, readLong(buffer, offset), readLong(buffer, offset + 8))
        : new IpAddress(false, 0, readInt(buffer, offset));
  }

  static long readInt(byte[] b, int o) {
    return (b[o] & 0xffL) << 24
        | (b[o + 1] & 0xff) << 16
        | (b[o + 2] & 0xff) << 8
        | b[o + 3] & 0xff;
  }

  static long readLong(byte[] b, int o) {
    return readInt(b, o) << 32 | readInt(b, o + 4);
  }

  @Override
  public int compareTo(IpAddress that) {
    int family = Boolean.compare(v6, that.v6);
    int upper = family != 0 ? family : Long.compareUnsigned(high, that.high);
    return upper != 0 ? upper : Long.compareUnsigned(low, that.low);
  }

  // written out, because the ones made by the virtual machine cost time at the start

  @Override
  public boolean equals(Object that) {
    return that instanceof IpAddress other
        && low == other.low
        && high == other.high
        && v6 == other.v6;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(high) + Long.hashCode(low)) + (v6 ? 1 : 0);
  }

  /** Dotted decimal, or the form of RFC 5952. */
  @Override
  public String toString() {
    if (!v6) {
      return (low >> 24 & 0xff)
          + "."
          + (low >> 16 & 0xff)
          + "."
          + (low >> 8 & 0xff)
          + "."
          + (low & 0xff);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i % 4))) & 0xffff;
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int length = 0;
      while (i + length < 8 && groups[i + length] == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = i;
        bestLength = length;
      }
    }
    if (high == 0 && low >>> 32 == 0xffffL) {
      return "::ffff:" + new IpAddress(false, 0, low & 0xffffffffL);
    }
    StringBuilder text = new StringBuilder(40);
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
