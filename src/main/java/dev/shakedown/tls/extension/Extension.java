package dev.shakedown.tls.extension;

import dev.shakedown.tls.registry.ExtensionType;

/**
 * One extension as sent.
 *
 * @param type extension_type
 * @param length bytes of extension_data, 0..65,535
 * @param body what they mean; {@link UnknownBody} or {@link MalformedBody} where that is not known
 */
public record Extension(ExtensionType type, int length, ExtensionBody body) {}
