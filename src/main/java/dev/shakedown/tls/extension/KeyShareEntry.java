package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.NamedGroup;

/** A group and a public key for it (RFC 8446 4.2.8); a key share of GREASE has one byte. */
public record KeyShareEntry(NamedGroup group, Bytes keyExchange) {
  static KeyShareEntry decode(ByteReader in) throws MalformedException {
    return new KeyShareEntry(NamedGroup.of(in.uint16("group")), in.opaque16("key_exchange"));
  }
}
