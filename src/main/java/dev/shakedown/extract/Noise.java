package dev.shakedown.extract;

import dev.shakedown.anonymize.Pseudonyms;

/** Bytes that stand for others and depend on where they stand only, not on what they replace. */
record Noise(Pseudonyms pseudonyms, String stream) {
  /** Overwrites a range; offsets in the buffer are those in the stream. */
  void put(byte[] bytes, int start, int end) {
    System.arraycopy(pseudonyms.noise(stream, start, end - start), 0, bytes, start, end - start);
  }

  /** The byte at an offset of the stream. */
  byte at(long offset) {
    return pseudonyms.noise(stream, Math.max(0, offset), 1)[0];
  }
}
