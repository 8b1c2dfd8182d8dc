package dev.shakedown.tls.handshake;

import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.Optional;

/**
 * What the shape of a message depends on besides its type.
 *
 * @param version the version negotiated; without a ServerHello that of the record, which is the
 *     same up to TLS 1.2; empty if not known
 * @param cipherSuite the suite chosen; empty if the ServerHello was not seen
 * @param cache what is shared with other messages
 */
public record DecodeContext(
    Optional<ProtocolVersion> version, Optional<CipherSuite> cipherSuite, DecodeCache cache) {

  /** Nothing negotiated yet. */
  public static DecodeContext initial(DecodeCache cache) {
    return new DecodeContext(Optional.empty(), Optional.empty(), cache);
  }

  /** Whether TLS 1.3 or a draft of it is known to be in use. */
  boolean isTls13() {
    return version.isPresent() && version.get().isTls13();
  }

  /** Whether signatures name their scheme: since TLS 1.2 (RFC 5246 4.7). */
  boolean hasSignatureSchemes() {
    return isTls13() || version.isPresent() && version.get().equals(ProtocolVersion.TLS_1_2);
  }

  /** The number of the draft of TLS 1.3; a large number for the final version. */
  int draft() {
    return version.filter(v -> v.code() >>> 8 == 0x7f).map(v -> v.code() & 0xff).orElse(1000);
  }
}
