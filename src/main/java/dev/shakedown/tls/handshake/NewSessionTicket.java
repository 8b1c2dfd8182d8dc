package dev.shakedown.tls.handshake;

import dev.shakedown.tls.registry.HandshakeType;

/**
 * A ticket for resumption (RFC 8446 4.6.1, RFC 5077 3.3).
 *
 * @param lifetime seconds, 0..2^32-1
 * @param ticket 0..65,535 bytes
 * @param extensions of TLS 1.3; empty before
 */
public record NewSessionTicket(
    long lifetime,
    dev.shakedown.bytes.Bytes ticket,
    java.util.List<dev.shakedown.tls.extension.Extension> extensions)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.NEW_SESSION_TICKET;
  }
}
