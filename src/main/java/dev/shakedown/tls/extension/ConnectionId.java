package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/** connection_id (RFC 9146 3). */
public record ConnectionId(Bytes cid) implements ExtensionBody {
  static ConnectionId decode(ByteReader in) throws MalformedException {
    return new ConnectionId(in.opaque8("cid"));
  }
}
