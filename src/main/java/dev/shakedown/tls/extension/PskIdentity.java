package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * An identity of a pre-shared key (RFC 8446 4.2.11).
 *
 * @param identity a ticket or an external name, 1..65,535 bytes
 * @param obfuscatedTicketAge milliseconds, masked, 0..2^32-1; 0 for external keys
 */
public record PskIdentity(Bytes identity, long obfuscatedTicketAge) {
  static PskIdentity decode(ByteReader in) throws MalformedException {
    return new PskIdentity(in.opaque16("identity"), in.uint32("obfuscated_ticket_age"));
  }
}
