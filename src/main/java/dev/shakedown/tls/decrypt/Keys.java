package dev.shakedown.tls.decrypt;

import java.util.Optional;

/**
 * The keys of one direction from one change of keys to the next.
 *
 * @param secret what they are derived from in TLS 1.3; empty before, and where no keys are needed
 */
record Keys(RecordCipher cipher, Optional<TrafficSecret> secret) {
  static Keys of(RecordCipher cipher) {
    return new Keys(cipher, Optional.empty());
  }

  static Keys of(TrafficSecret secret) {
    return new Keys(secret.cipher(), Optional.of(secret));
  }
}
