package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/** ticket_request of a server (RFC 9149 3): how many tickets it means to send. */
public record ExpectedTickets(int expectedCount) implements ExtensionBody {
  static ExpectedTickets decode(ByteReader in) throws MalformedException {
    return new ExpectedTickets(in.uint8("expected_count"));
  }
}
