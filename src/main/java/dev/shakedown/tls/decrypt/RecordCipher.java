package dev.shakedown.tls.decrypt;

/** The protection of records under one set of keys. */
interface RecordCipher {
  /**
   * The plaintext of a record, or null if it does not authenticate.
   *
   * @param sequence its number under these keys, from 0
   * @param type ContentType of its header
   * @param version version of its header
   */
  byte[] open(long sequence, int type, int version, byte[] fragment);

  /** Passes over a record without opening it. */
  default void pass(byte[] fragment) {}

  /** Whether a record can be opened only after all before it were opened or passed. */
  default boolean isChained() {
    return false;
  }

  /** Whether nothing is encrypted. */
  default boolean isClear() {
    return false;
  }
}
