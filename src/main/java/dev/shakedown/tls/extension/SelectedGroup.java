package dev.shakedown.tls.extension;

/** key_share of a HelloRetryRequest (RFC 8446 4.2.8). */
public record SelectedGroup(dev.shakedown.tls.registry.NamedGroup group) implements ExtensionBody {}
