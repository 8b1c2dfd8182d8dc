package dev.shakedown.bigip;

import dev.shakedown.bytes.MalformedException;

/** The trailer of 9.4.2 to 13.x: a chain of blocks, low first, each type at most once. */
final class LegacyTrailer {
  private static final int LOW = 1;

  private LegacyTrailer() {}

  /**
   * Where the chain of blocks that begins at an offset ends.
   *
   * @return the offset behind its last block; {@code at} if there is none
   */
  static int end(byte[] buffer, int at, int limit) {
    int seen = 0;
    int position = at;
    LegacyBlock block = LegacyBlock.at(buffer, position, limit);
    while (block != null && (seen == 0 ? block.type() == LOW : (seen & 1 << block.type()) == 0)) {
      seen |= 1 << block.type();
      position += LegacyBlock.total(buffer, position);
      block = LegacyBlock.at(buffer, position, limit);
    }
    return position;
  }

  /** Decodes a chain that {@link #end} has found. */
  static Trailer decode(byte[] buffer, int at, int end, boolean malformed) {
    TrailerBuilder out = new TrailerBuilder();
    if (malformed) {
      out.malformed();
    }
    for (int position = at; position < end; position += LegacyBlock.total(buffer, position)) {
      try {
        LegacyBlock block = LegacyBlock.at(buffer, position, end);
        out.noise(block.type());
        block.decode(LegacyBlock.fields(buffer, position), out);
      } catch (MalformedException e) {
        out.malformed(); // an inner length does not fit; the other blocks are not hurt
      }
    }
    return out.build(Trailer.Format.LEGACY, end - at);
  }
}
