package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * The end of a side's handshake (RFC 8446 4.4.4, RFC 5246 7.4.9).
 *
 * @param verifyData 12 bytes up to TLS 1.2 (36 in SSL 3.0), the hash's length in TLS 1.3
 */
public record Finished(dev.shakedown.bytes.Bytes verifyData) implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.FINISHED;
  }

  static Finished decode(ByteReader in, DecodeContext context) {
    return new Finished(in.rest());
  }
}
