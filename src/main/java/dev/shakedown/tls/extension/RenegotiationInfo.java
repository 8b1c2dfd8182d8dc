package dev.shakedown.tls.extension;

/** renegotiation_info (RFC 5746 3.2): empty in a first handshake. */
public record RenegotiationInfo(dev.shakedown.bytes.Bytes renegotiatedConnection)
    implements ExtensionBody {}
