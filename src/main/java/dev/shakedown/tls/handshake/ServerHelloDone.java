package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.tls.registry.HandshakeType;

/** The end of the server's flight up to TLS 1.2 (RFC 5246 7.4.5). */
public record ServerHelloDone() implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_HELLO_DONE;
  }

  static ServerHelloDone decode(ByteReader in, DecodeContext context) {
    return new ServerHelloDone();
  }
}
