package dev.shakedown.tls.extension;

/** supported_groups (RFC 8446 4.2.7, RFC 8422 5.1.1), most preferred first. */
public record SupportedGroups(java.util.List<dev.shakedown.tls.registry.NamedGroup> groups)
    implements ExtensionBody {}
