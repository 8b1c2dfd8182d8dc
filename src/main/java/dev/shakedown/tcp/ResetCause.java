package dev.shakedown.tcp;

import dev.shakedown.packet.Segment;

/** Why a segment with RST was sent, as far as it says so itself. */
final class ResetCause {
  private static final int MAX_LENGTH = 200;

  private ResetCause() {}

  /**
   * The capturing device's note, else the text in the payload (RFC 9293 3.5.3 allows one), at most
   * 200 characters; empty if neither is there.
   */
  static String of(Segment segment) {
    String noted = segment.note().resetCause();
    if (!noted.isEmpty()) {
      return noted;
    }
    StringBuilder text = new StringBuilder();
    int size = Math.min(segment.payloadSize(), MAX_LENGTH);
    for (int i = 0; i < size; i++) {
      byte b = segment.buffer()[segment.payloadOffset() + i];
      if (b >= 0x20 && b < 0x7f) {
        text.append((char) b);
      }
    }
    boolean isText = text.length() >= 3 && text.length() * 4 >= size * 3;
    return isText ? text.toString().strip() : "";
  }
}
