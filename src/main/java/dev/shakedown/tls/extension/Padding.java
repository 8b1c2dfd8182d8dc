package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/**
 * padding (RFC 7685 3).
 *
 * @param size bytes of it
 * @param zero whether they are all zero, as they must be
 */
public record Padding(int size, boolean zero) implements ExtensionBody {
  static Padding decode(ByteReader in) throws MalformedException {
    int size = in.remaining();
    boolean zero = true;
    while (!in.isEmpty()) {
      zero &= in.uint8("padding") == 0;
    }
    return new Padding(size, zero);
  }
}
