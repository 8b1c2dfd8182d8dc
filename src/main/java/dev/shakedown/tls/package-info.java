/**
 * TLS as it stands on the wire, SSL 2.0's ClientHello to TLS 1.3: records, handshake messages,
 * alerts. The door is {@link dev.shakedown.tls.TlsSession}, which turns two byte streams into
 * {@link dev.shakedown.tls.TlsEvent}s:
 *
 * <pre>{@code
 * DecodeCache cache = new DecodeCache();
 * StreamListener.Factory tls = flow -> new TlsSession(flow, Limits.DEFAULT, cache);
 * }</pre>
 *
 * <p>Within, from the bytes up: {@code RecordStream} finds the records of one direction, {@code
 * Direction} tells protected ones from those in the clear and writes the events, {@code
 * HandshakeStream} puts messages together, {@code Negotiation} holds what both directions agreed
 * on. What can be decrypted is opened by {@code decrypt}.
 *
 * <p>Decoders hold no opinion: unknown values keep their number, malformed ones their bytes. Uses
 * {@code bytes} and {@code tcp}. Inside: registry, extension, x509, handshake, decrypt.
 */
package dev.shakedown.tls;
