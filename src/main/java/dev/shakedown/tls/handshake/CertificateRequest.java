package dev.shakedown.tls.handshake;

import dev.shakedown.tls.registry.HandshakeType;

/**
 * The server wants a client certificate (RFC 8446 4.3.2, RFC 5246 7.4.4).
 *
 * @param certificateTypes ClientCertificateType values; empty in TLS 1.3
 * @param signatureSchemes of TLS 1.2's field or TLS 1.3's extension; empty before TLS 1.2
 * @param authorities distinguished names of acceptable CAs in DER; empty: any
 * @param requestContext of TLS 1.3; empty before
 * @param extensions of TLS 1.3; empty before
 */
public record CertificateRequest(
    java.util.List<Integer> certificateTypes,
    java.util.List<dev.shakedown.tls.registry.SignatureScheme> signatureSchemes,
    java.util.List<dev.shakedown.bytes.Bytes> authorities,
    dev.shakedown.bytes.Bytes requestContext,
    java.util.List<dev.shakedown.tls.extension.Extension> extensions)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_REQUEST;
  }
}
