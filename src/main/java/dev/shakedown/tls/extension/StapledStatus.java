package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.CertificateStatusType;

/**
 * status_request of a CertificateEntry in TLS 1.3 (RFC 8446 4.4.2.1).
 *
 * @param statusType ocsp, unless the response is of a kind not known here
 * @param response DER of the OCSPResponse
 */
public record StapledStatus(CertificateStatusType statusType, Bytes response)
    implements ExtensionBody {
  static StapledStatus decode(ByteReader in) throws MalformedException {
    return new StapledStatus(
        new CertificateStatusType(in.uint8("status_type")), in.opaque24("response"));
  }
}
