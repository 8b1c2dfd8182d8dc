package dev.shakedown.tls.extension;

import dev.shakedown.bytes.Bytes;

/**
 * extension_data of which the end is missing because the message was cut; nobody's mistake. Under
 * {@link dev.shakedown.tls.registry.ExtensionType#UNREADABLE} it stands for all extensions that may
 * have followed.
 *
 * @param data the bytes that came
 */
public record CutBody(Bytes data) implements ExtensionBody {}
