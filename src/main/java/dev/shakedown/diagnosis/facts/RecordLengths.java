package dev.shakedown.diagnosis.facts;

import dev.shakedown.tls.registry.CipherSuite;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the length of a protected TLS 1.3 record tells without keys (RFC 8446 5.2): plaintext +
 * content type + AEAD tag. JSSE pads every record by 16 bytes; other padding hides all of this, so
 * every conclusion is an inference.
 *
 * @param hash bytes of the suite's hash, and so of verify_data
 * @param tag bytes of the suite's authentication tag
 * @param paddings bytes of padding that come into question
 */
record RecordLengths(int hash, int tag, List<Integer> paddings) {
  private static final Set<Integer> SHORT_TAG = Set.of(0x1305);
  private static final List<Integer> USUAL = List.of(0, 16);

  /** Message header, length of the list, and an extension without content. */
  private static final int EMPTY_SETTINGS = 4 + 2 + 4;

  /** Browsers send none or a few; a Certificate and CertificateVerify take more than 100 bytes. */
  private static final int MAX_SETTINGS = 64;

  /** Header, context and list of a Certificate message, one entry, no extensions. */
  private static final int AROUND_CERTIFICATE = 4 + 1 + 3 + 3 + 2;

  /** A raw public key of Ed25519 (RFC 8410 4); an X.509 certificate takes some hundred bytes. */
  private static final int SHORTEST_CERTIFICATE = 44;

  /** Before the suite is known. */
  static final RecordLengths UNKNOWN = new RecordLengths(32, 16, USUAL);

  static RecordLengths of(CipherSuite suite) {
    return new RecordLengths(
        suite.name().endsWith("SHA384") ? 48 : 32,
        SHORT_TAG.contains(suite.code()) ? 8 : 16,
        USUAL);
  }

  /** The same for a sender whose Finished, alone in its record, has this length. */
  RecordLengths paddedAsIn(int finishedLength) {
    return paddingOfFinished(finishedLength)
        .map(padding -> new RecordLengths(hash, tag, List.of(padding)))
        .orElse(this);
  }

  /** The padding in a record that holds a Finished and has this length; empty if none is usual. */
  Optional<Integer> paddingOfFinished(int length) {
    return Optional.of(length - (4 + hash) - 1 - tag).filter(USUAL::contains);
  }

  /** An alert without padding. */
  boolean isShortestAlert(int length) {
    return length == 2 + 1 + tag;
  }

  /** An alert, whatever the usual padding of its sender. */
  boolean couldBeAlert(int length) {
    return new RecordLengths(hash, tag, USUAL).isAlert(length);
  }

  /** An alert: two bytes. */
  boolean isAlert(int length) {
    return matches(length, 2);
  }

  /** A Finished message alone in its record. */
  boolean isFinished(int length) {
    return matches(length, 4 + hash);
  }

  /** An EndOfEarlyData message, which has no body, without padding. */
  boolean isEndOfEarlyData(int length) {
    return length == 4 + 1 + tag;
  }

  /** A Certificate message with an empty context and an empty list, alone in its record. */
  boolean isEmptyCertificate(int length) {
    return matches(length, 8);
  }

  /** Whether a Certificate message that is not empty, or a part of one, may be in it. */
  boolean couldBeCertificate(int length) {
    return length >= AROUND_CERTIFICATE + SHORTEST_CERTIFICATE + 1 + tag;
  }

  /** An empty Certificate and a Finished in one record, as NSS sends them. */
  boolean isEmptyCertificateAndFinished(int length) {
    return matches(length, 8 + 4 + hash);
  }

  /**
   * A client's EncryptedExtensions with its application settings (draft-vvv-tls-alps), alone in
   * their record. No certificate is as short.
   */
  boolean couldBeSettings(int length) {
    int settings = length - EMPTY_SETTINGS - 1 - tag;
    return settings >= 0 && settings <= MAX_SETTINGS;
  }

  /** The same and a Finished in one record, as BoringSSL sends them. */
  boolean couldBeSettingsAndFinished(int length) {
    return couldBeSettings(length - 4 - hash);
  }

  private boolean matches(int length, int plaintext) {
    return paddings.stream().anyMatch(p -> length == plaintext + 1 + tag + p);
  }
}
