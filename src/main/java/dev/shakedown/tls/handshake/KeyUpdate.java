package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
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

  static KeyUpdate decode(ByteReader in, DecodeContext context) throws MalformedException {
    int request = in.uint8("request_update");
    if (request > 1) {
      throw new MalformedException("request_update: " + request + " is neither 0 nor 1");
    }
    return new KeyUpdate(request == 1);
  }
}
