package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.tls.registry.HandshakeType;

/** The server asks for a renegotiation (RFC 5246 7.4.1.1). */
public record HelloRequest() implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.HELLO_REQUEST;
  }

  static HelloRequest decode(ByteReader in, DecodeContext context) {
    return new HelloRequest();
  }
}
