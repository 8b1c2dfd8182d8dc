package dev.shakedown.tls.extension;

/**
 * server_name of a ClientHello (RFC 6066 3): host names as sent, in ISO 8859-1; a server answers
 * with none.
 */
public record ServerNames(java.util.List<String> hostNames) implements ExtensionBody {}
