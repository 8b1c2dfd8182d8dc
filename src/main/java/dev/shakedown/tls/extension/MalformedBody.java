package dev.shakedown.tls.extension;

import dev.shakedown.bytes.Bytes;

/**
 * extension_data that does not have the shape its type demands.
 *
 * @param problem names the field, what it needs and what is there
 */
public record MalformedBody(Bytes data, String problem) implements ExtensionBody {}
