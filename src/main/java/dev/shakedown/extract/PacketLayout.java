package dev.shakedown.extract;

import dev.shakedown.capture.CapturedPacket;
import dev.shakedown.packet.HeaderTrace;
import dev.shakedown.packet.link.Cursor;
import java.util.ArrayList;
import java.util.List;

/** Where the headers of a packet stand, outermost first. */
final class PacketLayout implements HeaderTrace {
  /**
   * A header.
   *
   * @param next what it is, as {@link dev.shakedown.packet.link.Next} encodes it
   * @param start where it begins in the packet
   * @param ip where the IP header before it begins; negative without one
   * @param end behind the last captured byte of what it may hold
   * @param wireEnd the same on the wire
   */
  record Header(int next, int start, int ip, int end, int wireEnd) {}

  private final List<Header> headers = new ArrayList<>();
  private byte[] buffer = new byte[0];
  private int offset;

  /** A packet is about to be decoded. */
  void begin(CapturedPacket packet) {
    headers.clear();
    buffer = packet.buffer();
    offset = packet.offset();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // whether it is this buffer, not one like it
  public void header(int next, Cursor cursor) {
    if (cursor.buffer() == buffer) {
      headers.add(
          new Header(
              next,
              cursor.position() - offset,
              cursor.ip() - offset,
              cursor.end() - offset,
              cursor.wireEnd() - offset));
    }
  }

  List<Header> headers() {
    return headers;
  }
}
