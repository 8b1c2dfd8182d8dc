package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;

/** pwd_clear (RFC 8492 4.4.3): the user's name, in UTF-8. */
public record ClearUserName(String name) implements ExtensionBody {
  static ClearUserName decode(ByteReader in) throws MalformedException {
    return new ClearUserName(in.opaque8("pwd_name").text());
  }
}
