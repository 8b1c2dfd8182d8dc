package dev.shakedown.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address as two longs, so that flow keys compare without arrays.
 *
 * @param v6 whether it is an IPv6 address
 * @param high the upper 64 bits; 0 for IPv4
 * @param low the lower 64 bits; for IPv4 the address itself, 0..2^32-1
 */
public record IpAddress(boolean v6, long high, long low) implements Comparable<IpAddress> {
  /** Of the longest form, in which the last 32 bits of an IPv6 address are dotted decimal. */
  private static final int MAX_LITERAL = 45;

  /** Reads an address of 4 or 16 bytes at {@code offset}. */
  public static IpAddress read(byte[] buffer, int offset, boolean v6) {
    return v6
        ? new IpAddress(true, readLong(buffer, offset), readLong(buffer, offset + 8))
        : new IpAddress(false, 0, readInt(buffer, offset));
  }

  /**
   * Reads an address as it is written, four decimal numbers or the forms of RFC 4291 2.2; an
   * IPv4-mapped one becomes IPv4. Never asks DNS.
   */
  public static Optional<IpAddress> parse(String literal) {
    if (literal.indexOf(':') < 0) {
      return parseDotted(literal);
    }
    if (literal.length() > MAX_LITERAL || !literal.chars().allMatch(IpAddress::isOfV6)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.getByName(literal).getAddress();
      return Optional.of(read(bytes, 0, bytes.length == 16));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** By hand: Java asks DNS about numbers above 255. */
  private static Optional<IpAddress> parseDotted(String literal) {
    long address = 0;
    int part = -1;
    int dots = 0;
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c == '.' && part >= 0) {
        address = address << 8 | part;
        part = -1;
        dots++;
      } else if (c >= '0' && c <= '9' && part < 26) {
        part = Math.max(0, part) * 10 + c - '0';
        if (part > 255) {
          return Optional.empty();
        }
      } else {
        return Optional.empty();
      }
    }
    return dots == 3 && part >= 0
        ? Optional.of(new IpAddress(false, 0, address << 8 | part))
        : Optional.empty();
  }

  private static boolean isOfV6(int c) {
    return c == ':' || c == '.' || c < 0x80 && Character.digit(c, 16) >= 0;
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
