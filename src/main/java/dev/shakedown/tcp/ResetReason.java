package dev.shakedown.tcp;

import dev.shakedown.packet.DeviceNote;
import dev.shakedown.packet.Segment;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a segment with RST was sent, in the words of who sent it.
 *
 * @param place where the words were read
 * @param device the kind of device that says in the payload that it is the author; empty where
 *     nothing tells. Anybody on the path may be it, and anybody can claim it
 * @param text the reason; at most 255 characters, empty where a device has only numbers to give
 * @param ofPeer whether it says that the reason arose on the other side of a relayed connection
 * @param value the place in the author's software; -1 where it does not say
 * @param line the line there; -1 where it does not say
 */
public record ResetReason(
    Place place, String device, String text, boolean ofPeer, long value, int line) {
  /** Where the words of a reset stand. */
  public enum Place {
    /** What the capturing device attached to the packet. */
    TRAILER,
    /** The payload of the segment, which RFC 9293 3.5.3 allows. */
    PAYLOAD
  }

  /** The reason as a BIG-IP writes it: {@code [0x2bfa6b5:1175] {peer} text}. */
  public String verbatim() {
    String origin =
        value < 0 ? "" : "[0x" + Long.toHexString(value) + (line < 0 ? "] " : ":" + line + "] ");
    return (origin + (ofPeer ? "{peer} " : "") + text).strip();
  }

  private static final int MAX_LENGTH = 255;

  /** What a BIG-IP with {@code tm.rstcause.pkt} writes; the snap length may cut the end. */
  private static final Pattern BIG_IP =
      Pattern.compile("BIG-IP: \\[0x([0-9a-f]{1,16}):(\\d{1,9})\\] (\\{peer\\} )?(.*)");

  /** The capturing device's note, else the text in the payload. */
  static Optional<ResetReason> of(Segment segment) {
    Optional<DeviceNote.Reset> noted = segment.note().reset();
    return noted.isPresent() ? noted.map(ResetReason::of) : payload(segment);
  }

  private static ResetReason of(DeviceNote.Reset noted) {
    return new ResetReason(
        Place.TRAILER, "", noted.text(), noted.ofPeer(), noted.value(), noted.line());
  }

  private static Optional<ResetReason> payload(Segment segment) {
    StringBuilder text = new StringBuilder();
    int size = Math.min(segment.payloadSize(), MAX_LENGTH);
    for (int i = 0; i < size; i++) {
      byte b = segment.buffer()[segment.payloadOffset() + i];
      if (b >= 0x20 && b < 0x7f) {
        text.append((char) b);
      }
    }
    String words = text.toString().strip();
    boolean isText = words.length() >= 3 && text.length() * 4 >= size * 3;
    if (!isText) {
      return Optional.empty();
    }
    Matcher form = BIG_IP.matcher(words);
    return Optional.of(
        form.matches()
            ? new ResetReason(
                Place.PAYLOAD,
                "BIG-IP",
                form.group(4),
                form.group(3) != null,
                Long.parseUnsignedLong(form.group(1), 16),
                Integer.parseInt(form.group(2)))
            : new ResetReason(Place.PAYLOAD, "", words, false, -1, -1));
  }
}
