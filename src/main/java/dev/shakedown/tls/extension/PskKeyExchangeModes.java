package dev.shakedown.tls.extension;

/** psk_key_exchange_modes (RFC 8446 4.2.9): 0 is psk_ke, 1 psk_dhe_ke. */
public record PskKeyExchangeModes(java.util.List<Integer> modes) implements ExtensionBody {}
