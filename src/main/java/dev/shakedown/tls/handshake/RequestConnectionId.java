package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;

/** The wish for this many connection ids in DTLS 1.3 (RFC 9147 9). */
public record RequestConnectionId(int count) implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.REQUEST_CONNECTION_ID;
  }

  static RequestConnectionId decode(ByteReader in, DecodeContext context)
      throws MalformedException {
    return new RequestConnectionId(in.uint8("num_cids"));
  }
}
