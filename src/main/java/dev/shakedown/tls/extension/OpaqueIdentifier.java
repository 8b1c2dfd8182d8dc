package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * An extension that is one short opaque value: external_id_hash, external_session_id (RFC 8844 4).
 */
public record OpaqueIdentifier(Bytes value) implements ExtensionBody {
  static OpaqueIdentifier decode(ByteReader in) throws MalformedException {
    return new OpaqueIdentifier(in.opaque8("value"));
  }
}
