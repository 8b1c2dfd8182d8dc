package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * The client's key exchange value up to TLS 1.2 (RFC 5246 7.4.7).
 *
 * @param exchangeKeys the whole body; its meaning depends on the suite
 */
public record ClientKeyExchange(dev.shakedown.bytes.Bytes exchangeKeys)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.CLIENT_KEY_EXCHANGE;
  }

  static ClientKeyExchange decode(ByteReader in, DecodeContext context) {
    return new ClientKeyExchange(in.rest());
  }
}
