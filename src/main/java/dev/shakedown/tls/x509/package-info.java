/**
 * Certificates (RFC 5280) read with Bouncy Castle's ASN.1 classes into plain values. Uses {@code
 * bytes}.
 */
package dev.shakedown.tls.x509;
