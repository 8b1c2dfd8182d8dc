package dev.shakedown.tls.extension;

/** supported_versions of a ServerHello or HelloRetryRequest (RFC 8446 4.2.1). */
public record SelectedVersion(dev.shakedown.tls.registry.ProtocolVersion version)
    implements ExtensionBody {}
