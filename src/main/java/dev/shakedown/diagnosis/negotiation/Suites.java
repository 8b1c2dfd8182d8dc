package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What cipher suites and signature schemes ask of a key, read from IANA's names. */
public final class Suites {
  private Suites() {}

  /** Whether it belongs to TLS 1.3, and so names neither key exchange nor signature. */
  public static boolean isTls13(CipherSuite suite) {
    return suite.code() >>> 8 == 0x13;
  }

  /**
   * The kind of certificate key a suite up to TLS 1.2 demands: {@code RSA}, {@code EC}, {@code
   * DSA}; absent for TLS 1.3 and for suites without a certificate.
   */
  public static Optional<String> keyType(CipherSuite suite) {
    String exchange = suite.keyExchange();
    if (exchange.contains("anon") || exchange.isEmpty()) {
      return Optional.empty();
    }
    if (exchange.contains("ECDSA")) {
      return Optional.of("EC");
    }
    return exchange.contains("DSS")
        ? Optional.of("DSA")
        : exchange.contains("RSA") ? Optional.of("RSA") : Optional.empty();
  }

  /** The kinds of keys that suites demand. */
  public static Set<String> keyTypes(Collection<CipherSuite> suites) {
    return suites.stream().flatMap(s -> keyType(s).stream()).collect(Collectors.toSet());
  }

  /** The kind of key that makes a signature: {@code RSA}, {@code EC}, {@code EdDSA}; or empty. */
  public static String keyType(SignatureScheme scheme) {
    String name = scheme.name().toLowerCase(Locale.ROOT);
    if (name.startsWith("rsa")) {
      return "RSA";
    }
    if (name.startsWith("ecdsa")) {
      return "EC";
    }
    return name.startsWith("ed25519") || name.startsWith("ed448") ? "EdDSA" : "";
  }

  /** Whether a scheme rests on SHA-1 or MD5, which today's stacks refuse. */
  public static boolean isBroken(SignatureScheme scheme) {
    String name = scheme.name().toLowerCase(Locale.ROOT);
    return name.contains("sha1") || name.contains("md5");
  }
}
