package dev.shakedown.tls.handshake;

import dev.shakedown.tls.registry.HandshakeType;

/** The server's further extensions in TLS 1.3 (RFC 8446 4.3.1). */
public record EncryptedExtensions(java.util.List<dev.shakedown.tls.extension.Extension> extensions)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.ENCRYPTED_EXTENSIONS;
  }
}
