package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * A message of a type without a decoder.
 *
 * @param body its first bytes, at most 512
 */
public record UnknownMessage(HandshakeType type, Bytes body) implements HandshakeMessage {}
