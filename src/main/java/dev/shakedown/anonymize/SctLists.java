package dev.shakedown.anonymize;

import dev.shakedown.bytes.Bytes;

/**
 * Signed certificate timestamps (RFC 6962 3.3): the times stay; log and signature, by which the
 * real certificate can be found in a public log, go.
 */
final class SctLists {
  private static final int LOG_ID = 1;
  private static final int TIMESTAMP = LOG_ID + 32;
  private static final int EXTENSIONS = TIMESTAMP + 8;

  private SctLists() {}

  /** Overwrites an OCTET STRING that holds a list. */
  static void rewrite(byte[] buffer, int start, int end, Pseudonyms pseudonyms) {
    int at = start + 2;
    while (end - at > 2) {
      int length = (buffer[at] & 0xff) << 8 | buffer[at + 1] & 0xff;
      int next = Math.min(end, at + 2 + length);
      one(buffer, at + 2, next, pseudonyms);
      at = next;
    }
  }

  private static void one(byte[] buffer, int start, int end, Pseudonyms pseudonyms) {
    if (end - start < EXTENSIONS + 6) {
      put(buffer, start, end, pseudonyms);
      return;
    }
    put(buffer, start + LOG_ID, start + TIMESTAMP, pseudonyms);
    int extensions = start + EXTENSIONS;
    int size = (buffer[extensions] & 0xff) << 8 | buffer[extensions + 1] & 0xff;
    int signature = Math.min(end, extensions + 2 + size + 4);
    put(buffer, Math.min(end, extensions + 2), Math.min(end, extensions + 2 + size), pseudonyms);
    put(buffer, signature, end, pseudonyms);
  }

  private static void put(byte[] buffer, int start, int end, Pseudonyms pseudonyms) {
    Bytes original = Bytes.copyOf(buffer, start, end - start);
    DerPseudonyms.put(buffer, start, pseudonyms.bytes(original));
  }
}
