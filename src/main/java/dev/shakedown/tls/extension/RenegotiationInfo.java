package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/** renegotiation_info (RFC 5746 3.2): empty in a first handshake. */
public record RenegotiationInfo(Bytes renegotiatedConnection) implements ExtensionBody {
  static RenegotiationInfo decode(ByteReader in) throws MalformedException {
    return new RenegotiationInfo(in.opaque8("renegotiated_connection"));
  }
}
