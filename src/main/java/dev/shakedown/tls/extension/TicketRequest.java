package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/**
 * ticket_request of a ClientHello (RFC 9149 3): how many tickets a new and a resumed session shall
 * get.
 */
public record TicketRequest(int newSessionCount, int resumptionCount) implements ExtensionBody {
  static TicketRequest decode(ByteReader in) throws MalformedException {
    return new TicketRequest(in.uint8("new_session_count"), in.uint8("resumption_count"));
  }
}
