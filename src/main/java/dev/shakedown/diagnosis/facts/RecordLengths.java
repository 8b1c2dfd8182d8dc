package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.registry.CipherSuite;
import java.util.Set;

/**
 * What the length of a protected TLS 1.3 record tells without keys (RFC 8446 5.2): plaintext +
 * content type + AEAD tag. JSSE pads every record by 16 bytes; other padding hides all of this, so
 * every conclusion is an inference.
 *
 * @param hash bytes of the suite's hash, and so of verify_data
 * @param tag bytes of the suite's authentication tag
 */
record RecordLengths(int hash, int tag) {
  private static final Set<Integer> SHORT_TAG = Set.of(0x1305);
  private static final int PADDING = 16;

  static RecordLengths of(CipherSuite suite) {
    return new RecordLengths(
        suite.name().endsWith("SHA384") ? 48 : 32, SHORT_TAG.contains(suite.code()) ? 8 : 16);
  }

  /** An alert: two bytes. */
  boolean isAlert(int length) {
    return matches(length, 2);
  }

  /** A Finished message alone in its record. */
  boolean isFinished(int length) {
    return matches(length, 4 + hash);
  }

  /** A Certificate message with an empty context and an empty list, alone in its record. */
  boolean isEmptyCertificate(int length) {
    return matches(length, 8);
  }

  /** An empty Certificate and a Finished in one record, as NSS sends them. */
  boolean isEmptyCertificateAndFinished(int length) {
    return matches(length, 8 + 4 + hash);
  }

  private boolean matches(int length, int plaintext) {
    int unpadded = plaintext + 1 + tag;
    return length == unpadded || length == unpadded + PADDING;
  }
}
