package dev.shakedown.tls.extension;

/**
 * application_layer_protocol_negotiation (RFC 7301 3.1): names in ISO 8859-1, most preferred first;
 * a server sends one.
 */
public record ProtocolNames(java.util.List<String> names) implements ExtensionBody {}
