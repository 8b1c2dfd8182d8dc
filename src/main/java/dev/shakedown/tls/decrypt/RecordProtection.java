package dev.shakedown.tls.decrypt;

import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.ProtocolVersion;

/**
 * Removes the protection from the records of one direction (RFC 8446 5.2, RFC 5246 6.2.3). Each
 * protected record is given to exactly one of {@link #open} and {@link #skip}, in wire order.
 */
public interface RecordProtection {
  /** No keys are known: every record stays closed and is counted only. */
  RecordProtection NONE =
      new RecordProtection() {
        @Override
        public boolean wants(ContentType type, int length) {
          return false;
        }

        @Override
        public Opened open(ContentType type, ProtocolVersion version, byte[] fragment) {
          return Opened.CLOSED;
        }

        @Override
        public void skip(ContentType type) {}

        @Override
        public void lost() {}
      };

  /** What came of a record. */
  enum Status {
    /** Encrypted and authenticated. */
    DECRYPTED,
    /** Never encrypted: its suite protects integrity only. */
    CLEAR,
    /** Left closed, as nothing of interest is in it or its keys are not known. */
    CLOSED,
    /** The keys found do not authenticate it; no later record is tried. Said once. */
    WRONG_KEY,
    /** Bytes missing before it hide its sequence number; no later record is tried. Said once. */
    OUT_OF_STEP
  }

  /**
   * An opened record.
   *
   * @param type what is inside; unknown if it stayed closed
   * @param fragment the plaintext; empty if it is application data or stayed closed
   */
  record Opened(Status status, ContentType type, dev.shakedown.bytes.Bytes fragment) {
    static final Opened CLOSED = closed(Status.CLOSED);

    static Opened closed(Status status) {
      return new Opened(status, ContentType.of(0), dev.shakedown.bytes.Bytes.EMPTY);
    }

    /** Whether the plaintext is known. */
    public boolean isOpen() {
      return status == Status.DECRYPTED || status == Status.CLEAR;
    }
  }

  /** Whether a record like this is to be collected and given to {@link #open}. */
  boolean wants(ContentType type, int length);

  /** Opens a record. */
  Opened open(ContentType type, ProtocolVersion version, byte[] fragment);

  /** A record that is not wanted, or of which bytes are missing. */
  void skip(ContentType type);

  /** An unknown number of records is missing. */
  void lost();
}
