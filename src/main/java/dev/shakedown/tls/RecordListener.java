package dev.shakedown.tls;

import dev.shakedown.bytes.Bytes;

/** Receives what {@link RecordStream} finds in one direction. */
interface RecordListener {
  /** Whether the next record cannot be read yet; asked before each. */
  default boolean mustWait() {
    return false;
  }

  /** A record begins; returns whether its fragment is wanted, else it is skipped by counting. */
  boolean begin(RecordHeader header);

  /** Bytes of the current record's fragment; only if wanted. */
  void fragment(byte[] buffer, int offset, int length);

  /** Bytes of the current record's fragment are missing; only if wanted. */
  void missing(long length);

  /** The current record is complete. */
  void end();

  /** A whole SSL 2.0 record, its header and padding excluded, in a stream that began so. */
  void ssl2(Bytes content, int recordLength);

  /** The stream is not TLS from here on; nothing follows. */
  void malformed(long offset, Bytes head, String problem);

  /** Bytes are missing and with them the place of the next record. */
  void lost(long missing);
}
