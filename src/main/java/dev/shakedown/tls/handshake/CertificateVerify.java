package dev.shakedown.tls.handshake;

import dev.shakedown.tls.registry.HandshakeType;

/**
 * Proof of possession of the certificate's key (RFC 8446 4.4.3, RFC 5246 7.4.8).
 *
 * @param scheme the signature scheme; absent before TLS 1.2
 * @param signature 0..65,535 bytes
 */
public record CertificateVerify(
    java.util.Optional<dev.shakedown.tls.registry.SignatureScheme> scheme,
    dev.shakedown.bytes.Bytes signature)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_VERIFY;
  }
}
