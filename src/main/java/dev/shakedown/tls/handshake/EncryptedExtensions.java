package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.tls.extension.Extensions;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.List;

/** The server's further extensions in TLS 1.3 (RFC 8446 4.3.1). */
public record EncryptedExtensions(java.util.List<dev.shakedown.tls.extension.Extension> extensions)
    implements HandshakeMessage {
  public EncryptedExtensions {
    extensions = List.copyOf(extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.ENCRYPTED_EXTENSIONS;
  }

  static EncryptedExtensions decode(ByteReader in, DecodeContext context) {
    return new EncryptedExtensions(Extensions.decode(in, HandshakeType.ENCRYPTED_EXTENSIONS));
  }
}
