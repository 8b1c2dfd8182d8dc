package dev.shakedown.tls.extension;

/** key_share of a ServerHello (RFC 8446 4.2.8). */
public record ServerKeyShare(KeyShareEntry share) implements ExtensionBody {}
