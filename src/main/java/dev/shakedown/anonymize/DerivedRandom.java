package dev.shakedown.anonymize;

import java.security.SecureRandom;

/** Random bytes that are the same in every run: drawn from the pseudonym key and a seed. */
final class DerivedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient PseudonymKey key;
  private final byte[] seed;
  private int drawn;

  DerivedRandom(PseudonymKey key, byte[] seed) {
    this.key = key;
    this.seed = seed.clone();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    byte[] next = key.derive("random/" + drawn++, seed, bytes.length);
    System.arraycopy(next, 0, bytes, 0, next.length);
  }
}
