package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/** heartbeat (RFC 6520 2): 1 is peer_allowed_to_send, 2 peer_not_allowed_to_send. */
public record HeartbeatMode(int mode) implements ExtensionBody {
  static HeartbeatMode decode(ByteReader in) throws MalformedException {
    return new HeartbeatMode(in.uint8("mode"));
  }
}
