package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** Reads vectors of elements (RFC 8446 3.4). */
final class Vectors {
  /** Decodes one element; must read at least a byte. */
  @FunctionalInterface
  interface Element<T> {
    T decode(ByteReader in) throws MalformedException;
  }

  private Vectors() {}

  /** All elements up to the end of {@code in}. */
  static <T> List<T> list(ByteReader in, Element<T> element) throws MalformedException {
    List<T> elements = new ArrayList<>();
    while (!in.isEmpty()) {
      elements.add(element.decode(in));
    }
    return elements;
  }
}
