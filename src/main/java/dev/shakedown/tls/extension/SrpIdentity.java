package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/** srp (RFC 5054 2.8.1): the user name. */
public record SrpIdentity(Bytes identity) implements ExtensionBody {
  static SrpIdentity decode(ByteReader in) throws MalformedException {
    return new SrpIdentity(in.opaque8("srp_I"));
  }
}
