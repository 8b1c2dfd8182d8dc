package dev.shakedown.tls.handshake;

import dev.shakedown.tls.registry.HandshakeType;

/**
 * A stapled revocation status (RFC 6066 8).
 *
 * @param statusType 1 is ocsp, 2 ocsp_multi (RFC 6961)
 * @param responses DER of each OCSPResponse; empty ones kept
 */
public record CertificateStatus(int statusType, java.util.List<dev.shakedown.bytes.Bytes> responses)
    implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_STATUS;
  }
}
