package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/** password_salt (RFC 8492 4.5.2.2): the server's salt of the user's password. */
public record PasswordSalt(Bytes salt) implements ExtensionBody {
  static PasswordSalt decode(ByteReader in) throws MalformedException {
    return new PasswordSalt(in.opaque16("pwd_salt"));
  }
}
