package dev.shakedown.tls.extension;

/** signature_algorithms and signature_algorithms_cert (RFC 8446 4.2.3), most preferred first. */
public record SignatureAlgorithms(
    java.util.List<dev.shakedown.tls.registry.SignatureScheme> schemes) implements ExtensionBody {}
