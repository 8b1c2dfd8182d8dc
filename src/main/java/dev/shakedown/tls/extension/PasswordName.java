package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * pwd_protect, pwd_clear (RFC 8492 4.4.1).
 *
 * @param name the user's; in pwd_protect encrypted for the server, with an ephemeral key before it
 */
public record PasswordName(Bytes name) implements ExtensionBody {
  static PasswordName decode(ByteReader in) throws MalformedException {
    return new PasswordName(in.opaque8("PWD_name"));
  }
}
