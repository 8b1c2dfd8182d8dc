package dev.shakedown.tls.extension;

import dev.shakedown.bytes.ByteReader;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.tls.registry.SignatureScheme;

/**
 * A promise of a log to publish a certificate, version 1 (RFC 6962 3.2).
 *
 * @param logId SHA-256 of the log's public key
 * @param timestamp milliseconds since 1970, unsigned
 * @param extensions empty in all logs known
 * @param signatureScheme of the log's key
 * @param signature by the log's key
 */
public record SignedCertificateTimestamp(
    Bytes logId,
    long timestamp,
    Bytes extensions,
    SignatureScheme signatureScheme,
    Bytes signature) {
  static SignedCertificateTimestamp decode(ByteReader in) throws MalformedException {
    in.skip("sct_version", 1);
    SignedCertificateTimestamp timestamp =
        new SignedCertificateTimestamp(
            in.opaque("log_id", 32),
            in.uint64("timestamp"),
            in.opaque16("extensions"),
            SignatureScheme.of(in.uint16("algorithm")),
            in.opaque16("signature"));
    in.expectEnd("SignedCertificateTimestamp");
    return timestamp;
  }
}
