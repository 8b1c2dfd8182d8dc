/**
 * What is spoken before TLS, or instead of it: PROXY headers, CONNECT, SOCKS, STARTTLS dialogues,
 * plaintext. {@link dev.shakedown.preamble.Conversation} stands between TCP and TLS and passes on
 * the bytes that are TLS. Uses {@code bytes} and {@code tcp}.
 */
package dev.shakedown.preamble;
