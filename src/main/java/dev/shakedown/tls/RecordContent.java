package dev.shakedown.tls;

import dev.shakedown.tls.registry.ContentType;

/** What a record holds, as far as its header tells in the state its direction is in. */
enum RecordContent {
  CHANGE_CIPHER_SPEC,
  ALERT,
  HANDSHAKE,
  /** A handshake record of which it is not known yet whether it is protected. */
  DOUBTFUL_HANDSHAKE,
  PROTECTED,
  /** Protected, and to be opened. */
  SEALED,
  OTHER;

  private static final int MAX_PLAINTEXT = 1 << 14;
  private static final int MAX_TLS13_CIPHERTEXT = MAX_PLAINTEXT + 256;

  /** Alerts are read from records of up to this size; no peer sends more than two at once. */
  private static final int MAX_ALERTS = 16;

  /**
   * The content by the header alone. Up to TLS 1.2 everything behind a ChangeCipherSpec is
   * protected; in TLS 1.3 that record means nothing and protected records are application_data
   * without exception (RFC 8446 5.1, D.4).
   *
   * @param changedCipherSpec whether a ChangeCipherSpec came before
   * @param aligned whether it is known that a handshake record begins with a message
   */
  static RecordContent of(
      RecordHeader header, Negotiation negotiation, boolean changedCipherSpec, boolean aligned) {
    ContentType type = header.type();
    int length = header.length();
    boolean protection = changedCipherSpec && !negotiation.isTls13();
    if (type.equals(ContentType.CHANGE_CIPHER_SPEC)) {
      return protection && length != 1 ? PROTECTED : CHANGE_CIPHER_SPEC;
    }
    if (type.equals(ContentType.ALERT)) {
      // No protection leaves an alert at its two bytes, so these are in the clear everywhere.
      boolean clear = length == 2 || !protection && aligned && length <= MAX_ALERTS;
      return clear ? ALERT : PROTECTED;
    }
    if (type.equals(ContentType.HANDSHAKE)) {
      if (protection && negotiation.isVersionKnown()) {
        return PROTECTED;
      }
      return protection || !aligned ? DOUBTFUL_HANDSHAKE : HANDSHAKE;
    }
    if (type.equals(ContentType.APPLICATION_DATA)) {
      return PROTECTED;
    }
    return protection ? PROTECTED : OTHER;
  }

  /** Bytes of fragment that the protocol allows (RFC 8446 5.1, 5.2; RFC 5246 6.2.3). */
  int maxLength(boolean tls13) {
    return switch (this) {
      case PROTECTED, SEALED, DOUBTFUL_HANDSHAKE ->
          tls13 ? MAX_TLS13_CIPHERTEXT : RecordHeader.MAX_LENGTH;
      case CHANGE_CIPHER_SPEC, ALERT, HANDSHAKE, OTHER -> MAX_PLAINTEXT;
    };
  }

  /** Whether a record of it without a byte breaks the protocol (RFC 8446 5.1, RFC 5246 6.2.1). */
  boolean needsBytes() {
    return this == HANDSHAKE || this == ALERT || this == CHANGE_CIPHER_SPEC;
  }

  /** Whether the fragment is read, and not only counted. */
  boolean isRead() {
    return switch (this) {
      case HANDSHAKE, DOUBTFUL_HANDSHAKE, ALERT, SEALED -> true;
      case CHANGE_CIPHER_SPEC, PROTECTED, OTHER -> false;
    };
  }

  /**
   * Whether the fragment of a doubtful handshake record begins so much like a message in the clear
   * that it is one. Behind a ChangeCipherSpec only a second ClientHello can be.
   */
  static boolean beginsMessage(
      byte[] buffer, int offset, int length, int recordLength, boolean changedCipherSpec) {
    if (length < 4) {
      return false;
    }
    int type = buffer[offset];
    int bodyLength =
        (buffer[offset + 1] & 0xff) << 16
            | (buffer[offset + 2] & 0xff) << 8
            | buffer[offset + 3] & 0xff;
    if (changedCipherSpec) {
      return type == 1 && bodyLength + 4 == recordLength;
    }
    return switch (type) {
      case 0, 14 -> bodyLength == 0;
      case 1, 2 ->
          bodyLength > 0 && bodyLength + 4 <= recordLength
              || length >= 6 && bodyLength < 1 << 16 && isVersion(buffer, offset + 4);
      case 4, 12, 13, 15, 16, 22 -> bodyLength > 0 && bodyLength + 4 <= recordLength;
      case 11 -> bodyLength >= 3 && bodyLength < 1 << 17;
      default -> false;
    };
  }

  /** A hello that goes on in the next record is known by its version (RFC 8446 4.1.2). */
  private static boolean isVersion(byte[] buffer, int at) {
    return buffer[at] == 3 && buffer[at + 1] >= 0 && buffer[at + 1] <= 4;
  }
}
