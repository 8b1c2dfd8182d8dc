package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * A message of a password-authenticated key exchange; alone, pake of a ServerHello
 * (draft-bmw-tls-pake13).
 *
 * @param scheme 0..65,535, not registered yet
 * @param message of that scheme
 */
public record PakeShare(int scheme, Bytes message) implements ExtensionBody {
  static PakeShare decode(ByteReader in) throws MalformedException {
    return new PakeShare(in.uint16("pake_scheme"), in.opaque16("pake_message"));
  }
}
