package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HeartbeatMode;

/** heartbeat (RFC 6520 2): whether the other side may send requests. */
public record Heartbeat(HeartbeatMode mode) implements ExtensionBody {
  static Heartbeat decode(ByteReader in) throws MalformedException {
    return new Heartbeat(new HeartbeatMode(in.uint8("mode")));
  }
}
