/**
 * TLS extensions (RFC 8446 4.2): one record per kind of body, one line per type in {@link
 * dev.shakedown.tls.extension.Extensions}. A new one needs nothing else. Uses {@code bytes} and
 * {@code tls.registry}.
 */
package dev.shakedown.tls.extension;
