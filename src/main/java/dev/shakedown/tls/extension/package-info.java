/**
 * TLS extensions (RFC 8446 4.2): one record per kind of body, one line per type in {@link
 * dev.shakedown.tls.extension.Extensions}. A new one needs nothing else. A body kind belongs to one
 * extension of a message, so that the first body of a kind is that extension:
 *
 * <pre>{@code
 * List<Extension> extensions = Extensions.decode(in, HandshakeType.CLIENT_HELLO);
 * Optional<ServerNames> names = clientHello.extension(ServerNames.class);
 * }</pre>
 *
 * Uses {@code bytes} and {@code tls.registry}.
 */
package dev.shakedown.tls.extension;
