package dev.shakedown.diagnosis.facts;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.handshake.ClientHello;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The client's clock as its hello's random shows it: up to TLS 1.2 the first four bytes were
 * gmt_unix_time (RFC 5246 7.4.1.2). Many stacks fill them with random bytes, so a value far from
 * the capture's time says nothing.
 *
 * @param time what the client's clock showed
 */
public record HelloClock(Instant time) {
  /** One random value in fourteen lies as near as this. */
  private static final Duration NEAR = Duration.ofDays(5 * 365);

  /** A clock that lost its battery counts from its epoch; so few values are hardly random. */
  private static final Duration AFTER_EPOCH = Duration.ofDays(31);

  /** Below this a clock counts as right; a random value is as near once in 25,000. */
  private static final Duration RIGHT = Duration.ofDays(1);

  /** The clock of a hello seen at this time; absent where the random is evidently random. */
  static Optional<HelloClock> of(ClientHello hello, Instant seen) {
    return of(hello.random(), seen);
  }

  /** The clock in this random. */
  public static Optional<HelloClock> of(Bytes random, Instant seen) {
    if (random.size() < 4) {
      return Optional.empty();
    }
    Instant time = Instant.ofEpochSecond(Long.parseLong(random.slice(0, 4).hex(), 16));
    boolean near = Duration.between(time, seen).abs().compareTo(NEAR) < 0;
    HelloClock clock = new HelloClock(time);
    return near || clock.neverSet() ? Optional.of(clock) : Optional.empty();
  }

  /** Whether it still counts from 1970; hardly ever by chance, so it proves that it is a clock. */
  public boolean neverSet() {
    return time.isBefore(Instant.EPOCH.plus(AFTER_EPOCH));
  }

  /** Whether it agrees with the capture's clock. */
  public boolean agreesWith(Instant seen) {
    return Duration.between(time, seen).abs().compareTo(RIGHT) < 0;
  }

  /** Whether by this clock some certificate of the chain is out of date. */
  public boolean refutes(CertificateChain chain) {
    return chain.path().stream()
        .anyMatch(c -> c.notAfter().isBefore(time) || c.notBefore().isAfter(time));
  }
}
