package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/** session_ticket (RFC 5077 3.2): the ticket a client offers; empty: it has none but wants one. */
public record SessionTicket(Bytes ticket) implements ExtensionBody {
  static SessionTicket decode(ByteReader in) throws MalformedException {
    return new SessionTicket(in.rest());
  }
}
