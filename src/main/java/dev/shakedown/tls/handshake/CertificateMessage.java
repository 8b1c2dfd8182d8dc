package dev.shakedown.tls.handshake;

import dev.shakedown.tls.registry.HandshakeType;

/**
 * A certificate chain (RFC 8446 4.4.2, RFC 5246 7.4.2), end entity first. An empty list from a
 * client means: I have none.
 *
 * @param requestContext certificate_request_context of TLS 1.3; empty before
 * @param entries in wire order
 * @param compressedAlgorithm CertificateCompressionAlgorithm of RFC 8879 it came in; 0 if it was
 *     not compressed
 */
public record CertificateMessage(
    dev.shakedown.bytes.Bytes requestContext,
    java.util.List<CertificateEntry> entries,
    int compressedAlgorithm)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE;
  }
}
