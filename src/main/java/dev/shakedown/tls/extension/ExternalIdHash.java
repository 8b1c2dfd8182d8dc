package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * external_id_hash (RFC 8844 3.2).
 *
 * @param bindingHash SHA-256 of an identity assertion; empty: there is none
 */
public record ExternalIdHash(Bytes bindingHash) implements ExtensionBody {
  static ExternalIdHash decode(ByteReader in) throws MalformedException {
    return new ExternalIdHash(in.opaque8("binding_hash"));
  }
}
