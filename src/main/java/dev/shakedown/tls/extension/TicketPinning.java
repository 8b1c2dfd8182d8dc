package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * ticket_pinning of a ClientHello (RFC 8672 3): the pinning ticket; empty, or not even a length, at
 * first contact.
 */
public record TicketPinning(Bytes ticket) implements ExtensionBody {
  static TicketPinning decode(ByteReader in) throws MalformedException {
    return new TicketPinning(in.isEmpty() ? Bytes.EMPTY : in.opaque16("ticket"));
  }
}
