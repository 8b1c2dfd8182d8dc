package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.negotiation.Answered;
import dev.shakedown.diagnosis.negotiation.Aspect;
import dev.shakedown.diagnosis.negotiation.Offer;
import dev.shakedown.diagnosis.negotiation.OfferDifference;
import dev.shakedown.diagnosis.negotiation.ServerProfile;
import dev.shakedown.diagnosis.negotiation.Suspects;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Traces a refusal to its cause by what the same server answered on other connections. */
final class Tracing {
  private final FlowFacts facts;
  private final Ending ending;
  private final ServerProfile server;
  private final Offer offer;
  private final Suspects suspects;

  Tracing(Case connection, Offer offer) {
    this.facts = connection.facts();
    this.ending = connection.ending();
    this.server = connection.server();
    this.offer = offer;
    this.suspects =
        Suspects.of(
            offer, OfferDifference.nearest(offer, facts.flow().client().address(), server), server);
  }

  /** The one aspect that remains, if it is likely and among those that come into question. */
  Optional<FindingBuilder> proven(Set<Aspect> aspects) {
    return suspects
        .only()
        .filter(aspects::contains)
        .filter(a -> suspects.confidence(a, offer, server) == Confidence.LIKELY)
        .map(a -> finding(a, Confidence.LIKELY));
  }

  /** Whether exactly one aspect remains. */
  boolean isSingle() {
    return suspects.only().isPresent();
  }

  /** All aspects that may be it, each as possible. */
  List<Finding> possible(Set<Aspect> aspects) {
    return suspects.all().stream()
        .filter(aspects::contains)
        .map(a -> finding(a, Confidence.POSSIBLE).clientHello(facts).end(ending).build())
        .toList();
  }

  private FindingBuilder finding(Aspect aspect, Confidence confidence) {
    OfferDifference nearest = suspects.nearest().orElseThrow();
    Answered other = nearest.other();
    FindingBuilder finding =
        FindingBuilder.of(code(aspect, offer), confidence)
            .variant(aspect == Aspect.CIPHER_SUITE && byKey() ? "key-type-profile" : "profile")
            .detail("offered", offer.of(aspect))
            .detail("accepted", accepted(aspect))
            .detail("exampleFlow", other.flow())
            .detail("difference", nearest.asMap());
    if (aspect == Aspect.CIPHER_SUITE && byKey()) {
      finding.detail(
          "keyTypes",
          server.chosen(Answered::key).stream().map(Answered.ServerKey::toString).toList());
    }
    if (aspect == Aspect.SERVER_NAME) {
      finding.detail("serverName", offer.serverName().orElse(""));
    }
    long frame = facts.decisiveClientHello().orElseThrow().frame();
    finding.proof(frame, compared(other));
    return finding;
  }

  private boolean byKey() {
    return suspects.accepted().containsKey(Aspect.CIPHER_SUITE)
        && Suspects.keyTypeExcludes(offer, server);
  }

  private Message compared(Answered other) {
    if (other.capture().isEmpty()) {
      return Message.of("evidence.profile", "flow", other.flow());
    }
    String key =
        server.byName() ? "evidence.profile.baseline-by-name" : "evidence.profile.baseline";
    return Message.of(key, "flow", other.flow(), "capture", other.capture());
  }

  private List<?> accepted(Aspect aspect) {
    Set<?> elsewhere = suspects.accepted().get(aspect);
    if (elsewhere != null) {
      return List.copyOf(elsewhere);
    }
    Answered other = suspects.nearest().orElseThrow().other();
    return switch (aspect) {
      case VERSION -> List.of(other.version());
      case CIPHER_SUITE -> List.of(other.cipherSuite());
      case GROUP, KEY_SHARE -> other.group().stream().toList();
      case SIGNATURE_SCHEME -> other.signatureScheme().stream().toList();
      case ALPN -> other.alpn().stream().toList();
      case SERVER_NAME -> other.offer().serverName().stream().toList();
    };
  }

  /** The code that says an aspect was not common. */
  static String code(Aspect aspect, Offer offer) {
    return switch (aspect) {
      case VERSION -> Codes.VERSION_MISMATCH;
      case CIPHER_SUITE -> Codes.CIPHER_MISMATCH;
      case GROUP, KEY_SHARE -> Codes.GROUP_MISMATCH;
      case SIGNATURE_SCHEME -> Codes.SIGNATURE_ALGORITHM_MISMATCH;
      case ALPN -> Codes.ALPN_MISMATCH;
      case SERVER_NAME -> offer.serverName().isEmpty() ? Codes.SNI_MISSING : Codes.SNI_UNRECOGNIZED;
    };
  }
}
