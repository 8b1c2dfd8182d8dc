/**
 * Certificates and OCSP responses (RFC 5280, RFC 6960) read with Bouncy Castle's ASN.1 classes into
 * plain values. {@link dev.shakedown.tls.x509.CertificateCache} is the door: it decodes each
 * distinct certificate once. Signatures and paths are checked only when asked for: by the JDK, and
 * what it does not know by Bouncy Castle ({@link dev.shakedown.tls.x509.PathValidation}, {@link
 * dev.shakedown.tls.x509.SignatureCheck}). Uses {@code bytes}.
 */
package dev.shakedown.tls.x509;
