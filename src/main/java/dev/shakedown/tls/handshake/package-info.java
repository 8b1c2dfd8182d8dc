/**
 * Handshake messages (RFC 8446 4, RFC 5246 7.4): a record per message whose {@code decode} reads
 * like the RFC's struct. {@link dev.shakedown.tls.handshake.HandshakeMessages} is the boundary and
 * never fails. Uses {@code bytes}, {@code tls.registry}, {@code tls.extension}.
 */
package dev.shakedown.tls.handshake;
