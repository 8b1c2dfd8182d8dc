package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/** tls_flags (draft-ietf-tls-tlsflags): a bit string. */
public record TlsFlags(Bytes flags) implements ExtensionBody {
  static TlsFlags decode(ByteReader in) throws MalformedException {
    return new TlsFlags(in.opaque8("flags"));
  }
}
