package dev.shakedown.tls.handshake;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.registry.HandshakeType;

/**
 * A message that does not have the shape its type demands.
 *
 * @param head its first bytes, at most 512
 * @param problem names the field, what it needs and what is there
 */
public record MalformedMessage(HandshakeType type, Bytes head, String problem)
    implements HandshakeMessage {}
