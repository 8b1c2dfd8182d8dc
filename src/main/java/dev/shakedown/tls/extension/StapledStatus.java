package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;

/**
 * status_request of a CertificateEntry in TLS 1.3 (RFC 8446 4.4.2.1).
 *
 * @param statusType 1 is ocsp
 * @param response DER of the OCSPResponse
 */
public record StapledStatus(int statusType, Bytes response) implements ExtensionBody {
  static StapledStatus decode(ByteReader in) throws MalformedException {
    return new StapledStatus(in.uint8("status_type"), in.opaque24("response"));
  }
}
