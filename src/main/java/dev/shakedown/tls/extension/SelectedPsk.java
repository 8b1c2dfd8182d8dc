package dev.shakedown.tls.extension;

/**
 * pre_shared_key of a ServerHello (RFC 8446 4.2.11): the index of the identity chosen, 0..65,535.
 */
public record SelectedPsk(int selectedIdentity) implements ExtensionBody {}
