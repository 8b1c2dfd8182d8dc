package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * ticket_pinning of a server (RFC 8672 3).
 *
 * @param proof that it opened the ticket; empty at first contact
 * @param ticket the next one; empty where pinning ends
 * @param lifetime seconds, 0..2^32-1
 */
public record TicketPinningAnswer(Bytes proof, Bytes ticket, long lifetime)
    implements ExtensionBody {
  static TicketPinningAnswer decode(ByteReader in) throws MalformedException {
    if (in.isEmpty()) {
      return new TicketPinningAnswer(Bytes.EMPTY, Bytes.EMPTY, 0); // RFC 8672 5.5
    }
    return new TicketPinningAnswer(
        in.opaque8("proof"), in.opaque16("ticket"), in.uint32("lifetime"));
  }
}
