package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.Registered;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What in an offer most servers would refuse, whoever they are. Only that can be told from an offer
 * alone.
 *
 * @param aspect what is odd
 * @param confidence LIKELY where hardly any server takes it, POSSIBLE where many do
 * @param reason which oddity, a variant of the finding's texts
 */
public record OddOffer(Aspect aspect, Confidence confidence, String reason) {
  /** Groups of which practically every server speaks one. */
  private static final Set<NamedGroup> COMMON_GROUPS =
      Set.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.X25519MLKEM768);

  /** The first oddity, the most telling in front. */
  public static Optional<OddOffer> in(Offer offer) {
    ProtocolVersion highest = offer.highest();
    if (Offer.rank(highest) <= ProtocolVersion.TLS_1_1.code()) {
      return odd(Aspect.VERSION, Confidence.LIKELY, "old");
    }
    if (offer.cipherSuites().stream().map(Registered::name).noneMatch(OddOffer::isCommon)) {
      return odd(Aspect.CIPHER_SUITE, Confidence.LIKELY, "offer");
    }
    if (noSuiteForVersion(offer)) {
      return odd(Aspect.CIPHER_SUITE, Confidence.LIKELY, "other-version");
    }
    if (!offer.groups().isEmpty() && offer.groups().stream().noneMatch(COMMON_GROUPS::contains)) {
      return odd(Aspect.GROUP, Confidence.POSSIBLE, "offer");
    }
    return signature(offer).or(() -> narrow(offer));
  }

  private static Optional<OddOffer> signature(Offer offer) {
    if (offer.signatureSchemes().isEmpty()) {
      return Optional.empty();
    }
    if (offer.signatureSchemes().stream().allMatch(Suites::isBroken)) {
      return odd(Aspect.SIGNATURE_SCHEME, Confidence.LIKELY, "broken");
    }
    return onlyKeyType(offer).isPresent()
        ? odd(Aspect.SIGNATURE_SCHEME, Confidence.POSSIBLE, "offer")
        : Optional.empty();
  }

  /** The one kind of key that all signature schemes are for; absent if there are several. */
  public static Optional<String> onlyKeyType(Offer offer) {
    List<String> kinds = offer.signatureSchemes().stream().map(Suites::keyType).distinct().toList();
    return kinds.size() == 1 && !kinds.get(0).isEmpty()
        ? Optional.of(kinds.get(0))
        : Optional.empty();
  }

  /** Suites up to TLS 1.2 of one kind of key or with one way of key exchange only, or very few. */
  private static Optional<OddOffer> narrow(Offer offer) {
    if (offer.offersTls13()) {
      return Optional.empty();
    }
    Set<String> keys = Suites.keyTypes(offer.cipherSuites());
    Set<String> exchanges =
        offer.cipherSuites().stream().map(CipherSuite::keyExchange).collect(Collectors.toSet());
    if (offer.cipherSuites().size() <= 2 || exchanges.size() == 1) {
      return odd(Aspect.CIPHER_SUITE, Confidence.POSSIBLE, "narrow");
    }
    return keys.size() == 1
        ? odd(Aspect.CIPHER_SUITE, Confidence.POSSIBLE, "key-type")
        : Optional.empty();
  }

  /** Whether every server that speaks the offer's versions has something in common with it. */
  static boolean isOrdinary(Offer offer) {
    return in(offer).isEmpty();
  }

  private static boolean noSuiteForVersion(Offer offer) {
    boolean only13 = offer.versionsListed() && !offer.offersTls12();
    return offer.offersTls13()
        ? only13 && offer.cipherSuites().stream().noneMatch(Suites::isTls13)
        : offer.cipherSuites().stream().allMatch(Suites::isTls13);
  }

  /** What servers of the last fifteen years speak: AES or ChaCha20 with RSA, DHE or ECDHE. */
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

  private static Optional<OddOffer> odd(Aspect aspect, Confidence confidence, String reason) {
    return Optional.of(new OddOffer(aspect, confidence, reason));
  }
}
