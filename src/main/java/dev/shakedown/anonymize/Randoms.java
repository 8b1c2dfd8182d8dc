package dev.shakedown.anonymize;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.diagnosis.facts.HelloClock;
import java.time.Instant;

/** Randoms of hellos, in which some bytes have a meaning that names nobody. */
final class Randoms {
  /** Behind it a server says that it would have spoken a newer version (RFC 8446 4.1.3). */
  private static final String DOWNGRADE = "444f574e475244";

  /** SHA-256 of "HelloRetryRequest" (RFC 8446 4.1.3). */
  private static final String HELLO_RETRY_REQUEST =
      "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

  private static final int CLOCK = 4;

  private Randoms() {}

  /** A client's; gmt_unix_time stays where it is one (RFC 5246 7.4.1.2), as it is a date. */
  static Bytes ofClient(Bytes random, long epochNanos, Pseudonyms pseudonyms) {
    Instant seen = Instant.ofEpochSecond(Math.floorDiv(epochNanos, 1_000_000_000L));
    byte[] result = pseudonyms.bytes(random).toArray();
    boolean clock = HelloClock.of(random, seen).isPresent();
    for (int i = 0; i < CLOCK && clock; i++) {
      result[i] = (byte) random.at(i);
    }
    return Bytes.copyOf(result);
  }

  /** A server's; the values that the standard gives a meaning stay. */
  static Bytes ofServer(Bytes random, Pseudonyms pseudonyms) {
    if (random.hex().equals(HELLO_RETRY_REQUEST)) {
      return random;
    }
    byte[] result = pseudonyms.bytes(random).toArray();
    int tail = random.size() - 8;
    if (tail > 0 && random.slice(tail, 7).hex().equals(DOWNGRADE)) {
      System.arraycopy(random.toArray(), tail, result, tail, 8);
    }
    return Bytes.copyOf(result);
  }
}
