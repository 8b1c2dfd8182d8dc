/**
 * TLS as it stands on the wire, SSL 2.0's ClientHello to TLS 1.3: records, handshake messages,
 * alerts. The door is {@link dev.shakedown.tls.TlsSession}, which turns two byte streams into
 * {@link dev.shakedown.tls.TlsEvent}s. Decoders hold no opinion: unknown values keep their number,
 * malformed ones their bytes. Uses {@code bytes} and {@code tcp}. Inside: registry, extension,
 * x509, handshake.
 */
package dev.shakedown.tls;
