package dev.shakedown.tls.handshake;

import dev.shakedown.tls.registry.HandshakeType;

/** A handshake message; an immutable value. */
public interface HandshakeMessage {
  /** Its msg_type. */
  HandshakeType type();
}
