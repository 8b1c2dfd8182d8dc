package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/** key_share of a ServerHello (RFC 8446 4.2.8). */
public record ServerKeyShare(KeyShareEntry share) implements ExtensionBody {
  static ServerKeyShare decode(ByteReader in) throws MalformedException {
    return new ServerKeyShare(KeyShareEntry.decode(in));
  }
}
