package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;
import dev.shakedown.bytes.Bytes;

/**
 * Rewrites the options of IPv6 (RFC 8200 4.2): one may be a home address (RFC 6275 6.3) or anything
 * else, so only padding and those that routers read keep their data.
 */
final class Ipv6OptionRewriter {
  private static final int PAD_ONE = 0;
  private static final int ROUTER_ALERT = 5;
  private static final int JUMBO_PAYLOAD = 0xc2;

  private Ipv6OptionRewriter() {}

  /** Rewrites the options between {@code start} and {@code end}. */
  static void rewrite(byte[] bytes, int start, int end, Pseudonyms pseudonyms) {
    Span options = new Span(bytes, start, end);
    while (!options.isEmpty()) {
      int type = options.uint8();
      if (type == PAD_ONE) {
        continue;
      }
      Span data = options.vector8();
      if (type != ROUTER_ALERT && type != JUMBO_PAYLOAD) {
        data.put(type == 1 ? zeros(data.remaining()) : pseudonyms.bytes(data.bytes()));
      }
    }
  }

  private static Bytes zeros(int size) {
    return Bytes.copyOf(new byte[size]);
  }
}
