package dev.shakedown.tls.extension;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.registry.NamedGroup;

/** A group and a public key for it (RFC 8446 4.2.8); a key share of GREASE has one byte. */
public record KeyShareEntry(NamedGroup group, Bytes keyExchange) {}
