package dev.shakedown.tls.handshake;

import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.x509.Certificate;
import java.util.List;

/**
 * One certificate of a chain.
 *
 * @param certificate decoded, or malformed with its bytes
 * @param extensions of TLS 1.3 (RFC 8446 4.4.2); empty before
 */
public record CertificateEntry(Certificate certificate, List<Extension> extensions) {}
