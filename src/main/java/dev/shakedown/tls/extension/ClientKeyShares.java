package dev.shakedown.tls.extension;

/** key_share of a ClientHello (RFC 8446 4.2.8), most preferred first. */
public record ClientKeyShares(java.util.List<KeyShareEntry> shares) implements ExtensionBody {}
