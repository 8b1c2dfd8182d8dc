package dev.shakedown.tls.extension;

import dev.shakedown.bytes.Bytes;

/** extension_data of a type without a decoder (or of an empty extension: no bytes). */
public record UnknownBody(Bytes data) implements ExtensionBody {}
