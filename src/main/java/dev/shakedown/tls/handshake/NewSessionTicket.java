package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.Extensions;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.List;

/**
 * A ticket for resumption (RFC 8446 4.6.1, RFC 5077 3.3).
 *
 * @param lifetime seconds, 0..2^32-1
 * @param ageAdd ticket_age_add of TLS 1.3, what masks the ticket's age; 0 before
 * @param nonce ticket_nonce of TLS 1.3; empty before
 * @param ticket 0..65,535 bytes
 * @param extensions of TLS 1.3; empty before
 */
public record NewSessionTicket(
    long lifetime, long ageAdd, Bytes nonce, Bytes ticket, List<Extension> extensions)
    implements HandshakeMessage {
  public NewSessionTicket {
    extensions = List.copyOf(extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.NEW_SESSION_TICKET;
  }

  static NewSessionTicket decode(ByteReader in, DecodeContext context) throws MalformedException {
    long lifetime = in.uint32("ticket_lifetime");
    if (!context.isTls13()) {
      return new NewSessionTicket(lifetime, 0, Bytes.EMPTY, in.opaque16("ticket"), List.of());
    }
    long ageAdd = in.uint32("ticket_age_add");
    Bytes nonce = context.draft() > 20 ? in.opaque8("ticket_nonce") : Bytes.EMPTY;
    return new NewSessionTicket(
        lifetime,
        ageAdd,
        nonce,
        in.opaque16("ticket"),
        Extensions.decode(in, HandshakeType.NEW_SESSION_TICKET));
  }
}
