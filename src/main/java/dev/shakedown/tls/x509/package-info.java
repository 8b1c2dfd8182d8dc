/**
 * Certificates (RFC 5280) read with Bouncy Castle's ASN.1 classes into plain values; nothing is
 * verified here. {@link dev.shakedown.tls.x509.CertificateCache} is the door: it decodes each
 * distinct certificate once. Uses {@code bytes}.
 */
package dev.shakedown.tls.x509;
