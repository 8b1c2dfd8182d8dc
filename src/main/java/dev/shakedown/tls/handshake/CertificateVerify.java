package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.HandshakeType;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.Optional;

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

  static CertificateVerify decode(ByteReader in, DecodeContext context) throws MalformedException {
    return new CertificateVerify(
        context.hasSignatureSchemes()
            ? Optional.of(SignatureScheme.of(in.uint16("algorithm")))
            : Optional.empty(),
        in.opaque16("signature"));
  }
}
