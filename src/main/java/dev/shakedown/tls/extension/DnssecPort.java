package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/** dnssec_chain of a ClientHello (RFC 9102 2.2): the port whose TLSA records are wanted. */
public record DnssecPort(int port) implements ExtensionBody {
  static DnssecPort decode(ByteReader in) throws MalformedException {
    return new DnssecPort(in.uint16("port"));
  }
}
