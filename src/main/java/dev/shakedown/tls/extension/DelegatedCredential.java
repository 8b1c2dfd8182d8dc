package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.SignatureScheme;

/**
 * delegated_credential of a CertificateEntry (RFC 9345 4).
 *
 * @param validTime seconds after notBefore of the certificate, 0..2^32-1
 * @param expectedScheme the scheme of the CertificateVerify
 * @param subjectPublicKeyInfo DER
 * @param scheme the scheme of the signature
 * @param signature by the certificate's key
 */
public record DelegatedCredential(
    long validTime,
    SignatureScheme expectedScheme,
    Bytes subjectPublicKeyInfo,
    SignatureScheme scheme,
    Bytes signature)
    implements ExtensionBody {
  static DelegatedCredential decode(ByteReader in) throws MalformedException {
    return new DelegatedCredential(
        in.uint32("valid_time"),
        SignatureScheme.of(in.uint16("dc_cert_verify_algorithm")),
        in.opaque24("ASN1_subjectPublicKeyInfo"),
        SignatureScheme.of(in.uint16("algorithm")),
        in.opaque16("signature"));
  }
}
