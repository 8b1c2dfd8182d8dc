package dev.shakedown.cli;

import dev.shakedown.packet.IpAddress;
import java.util.Optional;

/**
 * An IP network, or a single address.
 *
 * @param address any address of it
 * @param prefixLength bits that count, 0..32 or 0..128
 */
record Network(IpAddress address, int prefixLength) {

  /** Reads {@code 192.0.2.1}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}; never asks DNS. */
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    Optional<IpAddress> address = IpAddress.parse(literal);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int bits = address.get().v6() ? 128 : 32;
    int length = slash < 0 ? bits : length(text.substring(slash + 1));
    return length < 0 || length > bits
        ? Optional.empty()
        : Optional.of(new Network(address.get(), length));
  }

  private static int length(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  boolean contains(IpAddress other) {
    if (other.v6() != address.v6()) {
      return false;
    }
    return address.v6()
        ? same(address.high(), other.high(), prefixLength)
            && same(address.low(), other.low(), prefixLength - 64)
        : same(address.low() << 32, other.low() << 32, prefixLength);
  }

  private static boolean same(long a, long b, int bits) {
    return bits <= 0 || (a ^ b) >>> (bits >= 64 ? 0 : 64 - bits) == 0;
  }
}
