package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * The server's key exchange parameters up to TLS 1.2 (RFC 5246 7.4.3, RFC 8422 5.4, RFC 4279 2, RFC
 * 5054 2.5.3, RFC 8492 4.5.1.2).
 *
 * @param group the named curve of ECDHE
 * @param publicKeyLength bytes of the server's public value; 0 if there is none
 * @param primeBits size of the prime of DHE or SRP, of the field of a curve given by its
 *     parameters, or of the modulus of RSA_EXPORT; 0 if there is none
 * @param pskIdentityHint of PSK suites; empty if there is none
 * @param scheme the signature's scheme in TLS 1.2; absent before and where nothing is signed
 * @param params all bytes, kept where the suite's kind has no decoder; else empty
 */
public record ServerKeyExchange(
    java.util.Optional<dev.shakedown.tls.registry.NamedGroup> group,
    int publicKeyLength,
    int primeBits,
    dev.shakedown.bytes.Bytes pskIdentityHint,
    java.util.Optional<dev.shakedown.tls.registry.SignatureScheme> scheme,
    dev.shakedown.bytes.Bytes params)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_KEY_EXCHANGE;
  }

  static ServerKeyExchange decode(ByteReader in, DecodeContext context) throws MalformedException {
    return ServerKeyExchangeReader.read(in, context);
  }
}
