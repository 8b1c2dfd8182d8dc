package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;

/**
 * sequence_number_encryption_algorithms of a server
 * (draft-pismenny-tls-dtls-plaintext-sequence-number-02 3; DTLS only).
 *
 * @param selected 0 is the cipher's default, 1 plaintext
 */
public record SequenceNumberAlgorithm(Bytes selected) implements ExtensionBody {
  static SequenceNumberAlgorithm decode(ByteReader in) {
    return new SequenceNumberAlgorithm(in.rest());
  }
}
