package dev.shakedown.packet;

import dev.shakedown.bytes.BigEndian;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

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

  private static final int GROUPS = 8;
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  /** Reads an address of 4 or 16 bytes at {@code offset}. */
  public static IpAddress read(byte[] buffer, int offset, boolean v6) {
    return v6
        ? new IpAddress(true, BigEndian.int64(buffer, offset), BigEndian.int64(buffer, offset + 8))
        : new IpAddress(false, 0, BigEndian.uint32(buffer, offset));
  }

  /**
   * Reads an address as it is written, four decimal numbers or the forms of RFC 4291 2.2; an
   * IPv4-mapped one becomes IPv4. By hand: Java asks DNS about what looks like one and is none.
   */
  public static Optional<IpAddress> parse(String literal) {
    if (literal.indexOf(':') < 0) {
      return parseDotted(literal);
    }
    if (literal.length() > MAX_LITERAL) {
      return Optional.empty();
    }
    int gap = literal.indexOf("::");
    Optional<long[]> head = groups(gap < 0 ? literal : literal.substring(0, gap), gap < 0);
    Optional<long[]> tail = groups(gap < 0 ? "" : literal.substring(gap + 2), true);
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int left = GROUPS - head.get().length - tail.get().length;
    if (gap < 0 ? left != 0 : left < 1) {
      return Optional.empty();
    }
    long[] all = Arrays.copyOf(head.get(), GROUPS);
    System.arraycopy(tail.get(), 0, all, GROUPS - tail.get().length, tail.get().length);
    long high = all[0] << 48 | all[1] << 32 | all[2] << 16 | all[3];
    long low = all[4] << 48 | all[5] << 32 | all[6] << 16 | all[7];
    boolean mapped = high == 0 && low >>> 32 == 0xffff;
    return Optional.of(new IpAddress(!mapped, high, mapped ? low & 0xffff_ffffL : low));
  }

  /**
   * The groups of 16 bits in a part of an IPv6 address.
   *
   * @param last whether the address ends with them, so that dotted decimal may
   */
  private static Optional<long[]> groups(String text, boolean last) {
    if (text.isEmpty()) {
      return Optional.of(new long[0]);
    }
    String[] words = text.split(":", -1);
    long[] groups = new long[words.length + 1];
    int count = 0;
    for (int i = 0; i < words.length; i++) {
      if (last && i == words.length - 1 && words[i].indexOf('.') > 0) {
        Optional<IpAddress> dotted = parseDotted(words[i]);
        if (dotted.isEmpty()) {
          return Optional.empty();
        }
        groups[count++] = dotted.get().low() >>> 16;
        groups[count++] = dotted.get().low() & 0xffff;
      } else if (GROUP.matcher(words[i]).matches()) {
        groups[count++] = Integer.parseInt(words[i], 16);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(Arrays.copyOf(groups, count));
  }

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
