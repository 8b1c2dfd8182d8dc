package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * pwd_protect (RFC 8492 4.4.3).
 *
 * @param name the x-coordinate of an ephemeral key, and behind it the user's name encrypted
 */
public record ProtectedUserName(Bytes name) implements ExtensionBody {
  static ProtectedUserName decode(ByteReader in) throws MalformedException {
    return new ProtectedUserName(in.opaque8("pwd_name"));
  }
}
