package dev.shakedown.packet.link;

/** Reads one header. */
@FunctionalInterface
public interface HeaderDecoder {
  /**
   * Reads the header at the cursor and moves past it; checks that it is there before it reads.
   *
   * @return one of {@link Next}
   */
  int decode(Cursor cursor);
}
