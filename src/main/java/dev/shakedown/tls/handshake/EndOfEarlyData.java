package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.tls.registry.HandshakeType;

/** The end of early data (RFC 8446 4.5). */
public record EndOfEarlyData() implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.END_OF_EARLY_DATA;
  }

  static EndOfEarlyData decode(ByteReader in, DecodeContext context) {
    return new EndOfEarlyData();
  }
}
