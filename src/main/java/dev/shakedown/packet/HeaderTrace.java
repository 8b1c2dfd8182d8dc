package dev.shakedown.packet;

import dev.shakedown.packet.link.Cursor;

/** Follows {@link PacketDecoder} through a packet, header by header, to learn where each stands. */
@FunctionalInterface
public interface HeaderTrace {
  /**
   * A header is about to be read.
   *
   * @param next what it is, as {@link dev.shakedown.packet.link.Next} encodes it
   * @param cursor stands at its first byte; of a datagram put together from fragments, in another
   *     buffer than the packet's
   */
  void header(int next, Cursor cursor);
}
