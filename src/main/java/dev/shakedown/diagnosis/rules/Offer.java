package dev.shakedown.diagnosis.rules;

import dev.shakedown.tls.extension.SignatureAlgorithms;
import dev.shakedown.tls.extension.SupportedGroups;
import dev.shakedown.tls.extension.SupportedVersions;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.Registered;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a ClientHello offers, GREASE and signalling values left out. */
final class Offer {
  /** Groups of which practically every server speaks one. */
  private static final Set<NamedGroup> COMMON_GROUPS =
      Set.of(NamedGroup.X25519, NamedGroup.SECP256R1);

  private Offer() {}

  /**
   * The versions offered: supported_versions, else all up to legacy_version, of which it is the
   * top.
   */
  static List<ProtocolVersion> versions(ClientHello hello) {
    return hello
        .extension(SupportedVersions.class)
        .map(v -> v.versions().stream().filter(x -> !x.isGrease()).toList())
        .orElse(List.of(hello.legacyVersion()));
  }

  /** The highest version offered. */
  static ProtocolVersion highest(ClientHello hello) {
    return versions(hello).stream()
        .max(Comparator.comparingInt(v -> v.isTls13() ? 0x0304 : v.code()))
        .orElse(hello.legacyVersion());
  }

  /** The suites offered. */
  static List<CipherSuite> cipherSuites(ClientHello hello) {
    return hello.cipherSuites().stream()
        .filter(
            s ->
                !s.isGrease()
                    && !s.equals(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)
                    && !s.equals(CipherSuite.TLS_FALLBACK_SCSV))
        .toList();
  }

  static List<NamedGroup> groups(ClientHello hello) {
    return hello
        .extension(SupportedGroups.class)
        .map(g -> g.groups().stream().filter(x -> !x.isGrease()).toList())
        .orElse(List.of());
  }

  static List<SignatureScheme> signatureSchemes(ClientHello hello) {
    return hello
        .extension(SignatureAlgorithms.class)
        .map(s -> s.schemes().stream().filter(x -> !x.isGrease()).toList())
        .orElse(List.of());
  }

  /**
   * Whether the suites leave out all that servers of the last fifteen years speak: AES or ChaCha20
   * with RSA, DHE or ECDHE, and the suites of TLS 1.3.
   */
  static boolean uncommonSuites(ClientHello hello) {
    return cipherSuites(hello).stream().map(Registered::name).noneMatch(Offer::isCommon);
  }

  private static boolean isCommon(String suite) {
    boolean keyExchange =
        suite.startsWith("TLS_ECDHE_RSA")
            || suite.startsWith("TLS_ECDHE_ECDSA")
            || suite.startsWith("TLS_DHE_RSA")
            || suite.startsWith("TLS_RSA_WITH")
            || suite.startsWith("TLS_AES")
            || suite.startsWith("TLS_CHACHA20");
    boolean cipher =
        suite.contains("AES_128_GCM")
            || suite.contains("AES_256_GCM")
            || suite.contains("CHACHA20_POLY1305")
            || suite.contains("AES_128_CBC")
            || suite.contains("AES_256_CBC");
    return keyExchange && cipher;
  }

  /** Whether groups are offered, but none that practically every server speaks. */
  static boolean uncommonGroups(ClientHello hello) {
    List<NamedGroup> groups = groups(hello);
    return !groups.isEmpty() && groups.stream().noneMatch(COMMON_GROUPS::contains);
  }

  /**
   * The one kind of key that all signature schemes offered are for; absent if there are several.
   */
  static Optional<String> onlySignatureKind(ClientHello hello) {
    List<String> kinds =
        signatureSchemes(hello).stream().map(s -> kind(s.name())).distinct().toList();
    return kinds.size() == 1 && !kinds.get(0).isEmpty()
        ? Optional.of(kinds.get(0))
        : Optional.empty();
  }

  private static String kind(String scheme) {
    String name = scheme.toLowerCase(java.util.Locale.ROOT);
    return name.startsWith("rsa")
        ? "RSA"
        : name.startsWith("ecdsa") ? "ECDSA" : name.startsWith("ed") ? "EdDSA" : "";
  }

  static <T> Set<T> overlap(List<T> offered, Set<T> accepted) {
    Set<T> common = new java.util.LinkedHashSet<>(offered);
    common.retainAll(accepted);
    return common;
  }
}
