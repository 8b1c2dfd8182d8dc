package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.ArrayList;
import java.util.List;

/**
 * Further connection ids of DTLS 1.3 (RFC 9147 9).
 *
 * @param cids in wire order
 * @param usage 0: one of them at once, 1: to spare
 */
public record NewConnectionId(List<Bytes> cids, int usage) implements HandshakeMessage {
  public NewConnectionId {
    cids = List.copyOf(cids);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.NEW_CONNECTION_ID;
  }

  static NewConnectionId decode(ByteReader in, DecodeContext context) throws MalformedException {
    List<Bytes> cids = new ArrayList<>();
    ByteReader list = in.vector16("cids");
    while (!list.isEmpty()) {
      cids.add(list.opaque8("cid"));
    }
    return new NewConnectionId(cids, in.uint8("usage"));
  }
}
