package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.packet.IpAddress;
import dev.shakedown.tls.registry.ExtensionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an offer differs from one that the same server answered.
 *
 * @param other the offer that was answered
 * @param lacking in which aspects the offer lacks what the server chose from the other
 * @param missing by aspect, and {@code extensions}: what the other offered and this does not
 * @param additional extensions that this offer has and the other has not
 * @param sameClient whether both came from the same address
 * @param offer this offer
 */
public record OfferDifference(
    Answered other,
    Set<Aspect> lacking,
    Map<String, List<?>> missing,
    List<ExtensionType> additional,
    boolean sameClient,
    Offer offer) {

  /** The nearest of all offers the server answered: one that lacks as little as possible. */
  public static Optional<OfferDifference> nearest(
      Offer offer, IpAddress client, ServerProfile server) {
    return server.answered().stream()
        .map(a -> between(offer, client, a))
        .min(
            Comparator.comparingInt((OfferDifference d) -> d.lacking.size())
                .thenComparingInt(OfferDifference::size)
                .thenComparing(d -> !d.sameClient));
  }

  static OfferDifference between(Offer offer, IpAddress client, Answered other) {
    Map<String, List<?>> missing = new LinkedHashMap<>();
    put(missing, Aspect.VERSION, offer.versions(), other.offer().versions());
    put(missing, Aspect.CIPHER_SUITE, offer.cipherSuites(), other.offer().cipherSuites());
    put(missing, Aspect.GROUP, offer.groups(), other.offer().groups());
    put(missing, Aspect.KEY_SHARE, offer.keyShares(), other.offer().keyShares());
    put(
        missing,
        Aspect.SIGNATURE_SCHEME,
        offer.signatureSchemes(),
        other.offer().signatureSchemes());
    put(missing, Aspect.ALPN, offer.alpn(), other.offer().alpn());
    put(
        missing,
        Aspect.SERVER_NAME,
        offer.serverName().stream().toList(),
        other.offer().serverName().stream().toList());
    List<ExtensionType> extensions = without(other.offer().extensions(), offer.extensions());
    if (!extensions.isEmpty()) {
      missing.put("extensions", extensions);
    }
    return new OfferDifference(
        other,
        lacking(offer, other),
        missing,
        without(offer.extensions(), other.offer().extensions()),
        other.client().equals(client),
        offer);
  }

  private static Set<Aspect> lacking(Offer offer, Answered other) {
    Set<Aspect> lacking = EnumSet.noneOf(Aspect.class);
    if (!offer.offers(other.version())) {
      lacking.add(Aspect.VERSION);
    } else if (!offer.cipherSuites().contains(other.cipherSuite())) {
      lacking.add(Aspect.CIPHER_SUITE);
    }
    if (lacking.isEmpty()
        && other.group().isPresent()
        && !offer.groups().isEmpty()
        && !offer.groups().contains(other.group().get())) {
      lacking.add(Aspect.GROUP);
    }
    if (lacking.isEmpty()
        && other.signatureScheme().isPresent()
        && !offer.signatureSchemes().isEmpty()
        && !offer.signatureSchemes().contains(other.signatureScheme().get())) {
      lacking.add(Aspect.SIGNATURE_SCHEME);
    }
    if (!offer.serverName().equals(other.offer().serverName())) {
      lacking.add(Aspect.SERVER_NAME);
    }
    if (!offer.alpn().isEmpty()
        && other.alpn().isPresent()
        && !offer.alpn().contains(other.alpn().get())) {
      lacking.add(Aspect.ALPN);
    }
    return lacking;
  }

  private static <T> void put(
      Map<String, List<?>> missing, Aspect aspect, List<T> offered, List<T> other) {
    List<T> only = without(other, offered);
    if (!only.isEmpty()) {
      missing.put(aspect.id(), only);
    }
  }

  private static <T> List<T> without(List<T> all, List<T> some) {
    List<T> rest = new ArrayList<>(all);
    rest.removeAll(some);
    return List.copyOf(rest);
  }

  private int size() {
    return missing.values().stream().mapToInt(List::size).sum() + additional.size();
  }

  /** The difference as names and lists, for the JSON. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("flow", other.flow());
    if (!other.capture().isEmpty()) {
      map.put("capture", other.capture());
    }
    map.put("sameClient", sameClient);
    map.put("lacking", lacking.stream().map(Aspect::id).toList());
    map.put("missing", Collections.unmodifiableMap(missing));
    map.put("additionalExtensions", additional);
    map.put("length", offer.length());
    map.put("answeredLength", other.offer().length());
    return map;
  }
}
