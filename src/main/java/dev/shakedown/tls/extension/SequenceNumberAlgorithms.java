package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * sequence_number_encryption_algorithms of a ClientHello
 * (draft-pismenny-tls-dtls-plaintext-sequence-number-02 3; DTLS only).
 *
 * @param supported 0 is the cipher's default, 1 plaintext; the draft contradicts itself about how
 *     many bytes one takes
 */
public record SequenceNumberAlgorithms(Bytes supported) implements ExtensionBody {
  static SequenceNumberAlgorithms decode(ByteReader in) throws MalformedException {
    return new SequenceNumberAlgorithms(in.opaque8("supported_algs"));
  }
}
