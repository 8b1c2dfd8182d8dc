/**
 * Bytes as people pass them on: hex in its usual dumps, base64, PEM, a C array, what {@code openssl
 * s_client -msg} prints, or a plain file. The door is {@link dev.shakedown.dump.DumpReader}; it
 * knows nothing of TLS but what openssl's labels say.
 */
package dev.shakedown.dump;
