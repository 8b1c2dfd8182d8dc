package dev.shakedown.tls.extension;

/** pre_shared_key of a ClientHello (RFC 8446 4.2.11). */
public record OfferedPsks(
    java.util.List<PskIdentity> identities, java.util.List<dev.shakedown.bytes.Bytes> binders)
    implements ExtensionBody {}
