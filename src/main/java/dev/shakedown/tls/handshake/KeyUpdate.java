package dev.shakedown.tls.handshake;

import dev.shakedown.tls.registry.HandshakeType;

/**
 * New traffic keys in TLS 1.3 (RFC 8446 4.6.3).
 *
 * @param updateRequested whether the other side shall do the same
 */
public record KeyUpdate(boolean updateRequested) implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.KEY_UPDATE;
  }
}
