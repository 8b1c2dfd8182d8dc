package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/** max_fragment_length (RFC 6066 4): 1 is 2^9 bytes, 2 2^10, 3 2^11, 4 2^12. */
public record MaxFragmentLength(int code) implements ExtensionBody {
  static MaxFragmentLength decode(ByteReader in) throws MalformedException {
    return new MaxFragmentLength(in.uint8("max_fragment_length"));
  }
}
