package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * What is signed, how, and the signature: the shape that certificates and OCSP responses share (RFC
 * 5280 4.1, RFC 6960 4.2.1).
 *
 * @param content exactly the bytes signed, as they were sent
 * @param algorithm AlgorithmIdentifier, as sent
 * @param signature without the number of unused bits before it
 */
public record Signed(Bytes content, Bytes algorithm, Bytes signature) {

  /** Reads the outermost SEQUENCE; absent if it has another shape, or lengths that are not DER. */
  static Optional<Signed> of(Bytes der) {
    try {
      Element whole = Element.at(der, 0);
      Element content = Element.at(der, whole.content);
      Element algorithm = Element.at(der, content.end);
      Element bits = Element.at(der, algorithm.end);
      Objects.checkFromToIndex(bits.content + 1, bits.end, der.size());
      return Optional.of(
          new Signed(
              content.of(der),
              algorithm.of(der),
              der.slice(bits.content + 1, bits.end - bits.content - 1)));
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Throws unchecked exceptions on a wrong shape. */
  AlgorithmIdentifier identifier() {
    return AlgorithmIdentifier.getInstance(algorithm.toArray());
  }

  /** Where a value stands: its tag, its content, and what comes behind it. */
  private record Element(int start, int content, int end) {
    static Element at(Bytes der, int start) {
      int first = der.at(start + 1);
      int sizeOfLength = first < 0x80 ? 0 : first & 0x7f;
      if (first == 0x80 || sizeOfLength > 3) {
        throw new IndexOutOfBoundsException("length");
      }
      int content = start + 2 + sizeOfLength;
      int length = first;
      for (int i = start + 2; i < content; i++) {
        length = (i == start + 2 ? 0 : length << 8) | der.at(i);
      }
      Objects.checkFromIndexSize(content, length, der.size());
      return new Element(start, content, content + length);
    }

    Bytes of(Bytes der) {
      return der.slice(start, end - start);
    }
  }
}
