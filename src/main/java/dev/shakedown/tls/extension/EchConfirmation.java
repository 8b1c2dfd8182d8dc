package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * encrypted_client_hello of a HelloRetryRequest (RFC 9849 5): 8 bytes that show whether the inner
 * ClientHello was accepted.
 */
public record EchConfirmation(Bytes confirmation) implements ExtensionBody {
  static EchConfirmation decode(ByteReader in) throws MalformedException {
    return new EchConfirmation(in.opaque("confirmation", 8));
  }
}
