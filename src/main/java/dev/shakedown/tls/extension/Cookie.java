package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/** cookie (RFC 8446 4.2.2): a HelloRetryRequest gives it, the next ClientHello returns it. */
public record Cookie(Bytes cookie) implements ExtensionBody {
  static Cookie decode(ByteReader in) throws MalformedException {
    return new Cookie(in.opaque16("cookie"));
  }
}
