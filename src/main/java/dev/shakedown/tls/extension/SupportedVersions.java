package dev.shakedown.tls.extension;

/** supported_versions of a ClientHello (RFC 8446 4.2.1), most preferred first. */
public record SupportedVersions(java.util.List<dev.shakedown.tls.registry.ProtocolVersion> versions)
    implements ExtensionBody {}
