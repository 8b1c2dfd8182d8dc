package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.tls.registry.CipherSuite;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In which aspects a refused offer has nothing of what the server chose on other connections. A
 * server that chose from a richer offer does not thereby refuse the rest of it; but where a refused
 * offer and an answered one differ in one aspect only, that aspect is what it was refused for.
 *
 * @param accepted by aspect, what the server chose elsewhere and the offer lacks
 * @param nearest the difference from the nearest offer the server answered
 */
public record Suspects(Map<Aspect, Set<?>> accepted, Optional<OfferDifference> nearest) {

  /** Compares an offer with all that the server answered. */
  public static Suspects of(Offer offer, Optional<OfferDifference> nearest, ServerProfile server) {
    Map<Aspect, Set<?>> accepted = new EnumMap<>(Aspect.class);
    if (server.answered().isEmpty()) {
      return new Suspects(accepted, nearest);
    }
    Set<ProtocolVersion> versions = server.chosen(a -> Optional.of(a.version()));
    if (versions.stream().noneMatch(offer::offers)) {
      accepted.put(Aspect.VERSION, versions);
    } else {
      parameters(offer, server, accepted);
    }
    Set<String> names = new LinkedHashSet<>(server.names());
    boolean anyName = server.answered().stream().anyMatch(a -> a.offer().serverName().isEmpty());
    if (offer.serverName().isEmpty() ? !anyName : !names.contains(offer.serverName().get())) {
      accepted.put(Aspect.SERVER_NAME, names);
    }
    Set<String> alpn = server.chosen(Answered::alpn);
    if (!offer.alpn().isEmpty()
        && !alpn.isEmpty()
        && offer.alpn().stream().noneMatch(alpn::contains)) {
      accepted.put(Aspect.ALPN, alpn);
    }
    return new Suspects(accepted, nearest);
  }

  private static void parameters(Offer offer, ServerProfile server, Map<Aspect, Set<?>> accepted) {
    List<Answered> comparable =
        server.answered().stream().filter(a -> offer.offers(a.version())).toList();
    Set<CipherSuite> suites = new LinkedHashSet<>();
    Set<NamedGroup> groups = new LinkedHashSet<>();
    Set<SignatureScheme> schemes = new LinkedHashSet<>();
    for (Answered other : comparable) {
      suites.add(other.cipherSuite());
      other.group().ifPresent(groups::add);
      other.signatureScheme().ifPresent(schemes::add);
    }
    if (offer.cipherSuites().stream().noneMatch(suites::contains)) {
      accepted.put(Aspect.CIPHER_SUITE, suites);
      return;
    }
    if (!offer.groups().isEmpty()
        && !groups.isEmpty()
        && offer.groups().stream().noneMatch(groups::contains)) {
      accepted.put(Aspect.GROUP, groups);
    }
    Set<String> keys = schemes.stream().map(Suites::keyType).collect(Collectors.toSet());
    if (!offer.signatureSchemes().isEmpty()
        && !schemes.isEmpty()
        && offer.signatureSchemes().stream().noneMatch(s -> keys.contains(Suites.keyType(s)))) {
      accepted.put(Aspect.SIGNATURE_SCHEME, schemes);
    }
  }

  /** The one aspect that remains, if it is the nearest answered offer's only one, too. */
  public Optional<Aspect> only() {
    boolean alone =
        accepted.size() == 1
            && nearest.filter(n -> n.lacking().equals(accepted.keySet())).isPresent();
    return alone ? accepted.keySet().stream().findFirst() : Optional.empty();
  }

  /** All aspects that may be it: the ones nothing clears, else those of the nearest offer. */
  public Set<Aspect> all() {
    return accepted.isEmpty()
        ? nearest.map(OfferDifference::lacking).orElse(Set.of())
        : accepted.keySet();
  }

  /**
   * How far the one aspect that remains is proven. One comparison may owe its difference to chance;
   * a version, a key or a name that excludes the offer does not. That others got a newer version
   * says nothing of the older one, unless the offer is one that any server with it would take.
   */
  public Confidence confidence(Aspect aspect, Offer offer, ServerProfile server) {
    boolean several = server.answered().size() > 1;
    boolean excluded =
        switch (aspect) {
          case VERSION -> chosenBelowOffer(offer, server) || OddOffer.isOrdinary(offer);
          case CIPHER_SUITE -> keyTypeExcludes(offer, server);
          case SERVER_NAME ->
              server.refusedNames().containsAll(offer.serverName().stream().toList());
          default -> false;
        };
    return several && aspect != Aspect.VERSION || excluded
        ? Confidence.LIKELY
        : Confidence.POSSIBLE;
  }

  /** The server chose a version below all of the offer's although others offered those, too. */
  private static boolean chosenBelowOffer(Offer offer, ServerProfile server) {
    return server.answered().stream()
        .anyMatch(
            a ->
                Offer.rank(a.version()) < Offer.rank(offer.lowest())
                    && offer.versionsListed()
                    && a.offer().offers(offer.lowest()));
  }

  /** The server's certificates are of a kind that none of the suites can use. */
  public static boolean keyTypeExcludes(Offer offer, ServerProfile server) {
    Set<String> wanted = Suites.keyTypes(offer.cipherSuites());
    Set<Answered.ServerKey> keys = server.chosen(Answered::key);
    return !offer.offersTls13()
        && !wanted.isEmpty()
        && !keys.isEmpty()
        && keys.stream().noneMatch(k -> wanted.contains(k.algorithm()));
  }
}
