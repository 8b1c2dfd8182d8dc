package dev.shakedown.dump;

import dev.shakedown.bytes.Bytes;

/**
 * Bytes that stand together in a dump.
 *
 * @param side who sent them, as far as the dump says so
 * @param label what the dump calls them; may be empty
 */
public record DumpBlock(Side side, String label, Bytes bytes) {
  /** The side of a conversation, seen from who made the dump. */
  public enum Side {
    SENT,
    RECEIVED,
    UNKNOWN
  }

  static DumpBlock of(Bytes bytes) {
    return new DumpBlock(Side.UNKNOWN, "", bytes);
  }
}
