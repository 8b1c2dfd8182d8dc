package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.negotiation.Aspect;
import dev.shakedown.diagnosis.negotiation.OddOffer;
import dev.shakedown.diagnosis.negotiation.Offer;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The server answers a ClientHello with an alert, reset or close that does not say why. What it
 * answered from others, and what is odd in the offer, tells what was not common. What is only
 * possible never hides a reset or a close: it stands behind it.
 */
final class NoCommonGround implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.VERSION_MISMATCH,
        Codes.CIPHER_MISMATCH,
        Codes.GROUP_MISMATCH,
        Codes.SIGNATURE_ALGORITHM_MISMATCH,
        Codes.ALPN_MISMATCH,
        Codes.SNI_MISSING,
        Codes.SNI_UNRECOGNIZED,
        Codes.LEGACY_RENEGOTIATION,
        Codes.HANDSHAKE_FAILURE);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Ending ending = connection.ending();
    Optional<Offer> offer = connection.offer();
    if (ending.by() != Sender.SERVER
        || facts.serverHello().isPresent()
        || offer.isEmpty()
        || !facts.plaintext().isEmpty() && ending.kind() != Ending.Kind.ALERT) {
      return Verdict.CLEAR;
    }
    Refusal refusal = Refusal.of(ending);
    if (refusal == Refusal.OTHER) {
      return Verdict.CLEAR;
    }
    Tracing tracing = new Tracing(connection, offer.get());
    Optional<FindingBuilder> cause =
        tracing.proven(refusal.aspects()).or(() -> byOffer(offer.get(), refusal));
    if (cause.isPresent()) {
      return cause.get().clientHello(facts).end(ending).resetCause(facts).verdict();
    }
    List<Finding> possible = tracing.possible(refusal.aspects());
    if (refusal == Refusal.HANDSHAKE_FAILURE && tracing.isSingle()) {
      return new Verdict.Found(possible);
    }
    if (refusal == Refusal.HANDSHAKE_FAILURE) {
      Optional<FindingBuilder> odd =
          possible.isEmpty() ? oddOffer(offer.get(), facts) : Optional.empty();
      return odd.isPresent()
          ? odd.get().clientHello(facts).end(ending).verdict()
          : found(
              unexplained(connection, offer.get()),
              possible.isEmpty() ? unproven(connection, offer.get()) : possible);
    }
    boolean symptom = ending.kind() != Ending.Kind.ALERT && !possible.isEmpty();
    return symptom && new WordlessClose().check(connection) instanceof Verdict.Found close
        ? found(close.findings().get(0), possible)
        : Verdict.CLEAR;
  }

  private static Verdict found(Finding first, List<Finding> others) {
    List<Finding> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return new Verdict.Found(all);
  }

  /**
   * What some servers insist on and this offer lacks; hardly any server does, so that it proves
   * little.
   */
  private static List<Finding> unproven(Case connection, Offer offer) {
    return isBare(offer)
        ? List.of(
            FindingBuilder.possible(Codes.LEGACY_RENEGOTIATION)
                .variant("offer")
                .clientHello(connection.facts())
                .end(connection.ending())
                .build())
        : nameless(connection, offer);
  }

  /** Without RFC 5746's signal where it would belong. */
  private static boolean isBare(Offer offer) {
    return !offer.secureRenegotiation() && !offer.offersTls13();
  }

  /** An offer that any server takes, but for the name: those with many certificates want one. */
  private static List<Finding> nameless(Case connection, Offer offer) {
    return offer.serverName().isEmpty() && connection.server().answered().isEmpty()
        ? List.of(
            FindingBuilder.possible(Codes.SNI_MISSING)
                .variant("bare")
                .clientHello(connection.facts())
                .end(connection.ending())
                .build())
        : List.of();
  }

  private static Finding unexplained(Case connection, Offer offer) {
    boolean byDevice = connection.facts().deviceEnd().filter(Sender.SERVER::equals).isPresent();
    return FindingBuilder.certain(Codes.HANDSHAKE_FAILURE)
        .variant(byDevice ? "big-ip" : "")
        .detail("offeredVersions", offer.versions())
        .clientHello(connection.facts())
        .end(connection.ending())
        .build();
  }

  /** An offer that hardly any server takes explains an alert that does not say why. */
  private static Optional<FindingBuilder> byOffer(Offer offer, Refusal refusal) {
    if (refusal == Refusal.UNEXPECTED_MESSAGE) {
      // JSSE's way to say that there is no common group: nothing else was sent that could surprise
      return offer.offersTls13()
          ? Optional.of(
              FindingBuilder.possible(Codes.GROUP_MISMATCH)
                  .variant("unexpected-message")
                  .detail("offered", offer.groups()))
          : Optional.empty();
    }
    return OddOffer.in(offer)
        .filter(o -> o.confidence() == Confidence.LIKELY)
        .filter(
            o ->
                refusal == Refusal.HANDSHAKE_FAILURE
                    || refusal == Refusal.INTERNAL_ERROR && o.aspect() == Aspect.VERSION)
        .map(o -> odd(o, offer));
  }

  /** What may explain a handshake_failure where nothing better does. */
  private static Optional<FindingBuilder> oddOffer(Offer offer, FlowFacts facts) {
    boolean lost = facts.decisiveClientHello().get().value().problem().isPresent();
    return lost || isBare(offer) ? Optional.empty() : OddOffer.in(offer).map(o -> odd(o, offer));
  }

  private static FindingBuilder odd(OddOffer odd, Offer offer) {
    FindingBuilder finding =
        FindingBuilder.of(Tracing.code(odd.aspect(), offer), odd.confidence())
            .variant(odd.reason())
            .detail("offered", offer.of(odd.aspect()));
    if (odd.aspect() == Aspect.SIGNATURE_SCHEME) {
      finding.detail("kind", OddOffer.onlyKeyType(offer).orElse(""));
    }
    return finding;
  }

  /** How a server refuses without a reason, and what it may mean by that. */
  private enum Refusal {
    HANDSHAKE_FAILURE,
    UNEXPECTED_MESSAGE,
    INTERNAL_ERROR,
    WORDLESS,
    OTHER;

    Set<Aspect> aspects() {
      return switch (this) {
        case HANDSHAKE_FAILURE, WORDLESS -> Set.of(Aspect.values());
        case UNEXPECTED_MESSAGE -> Set.of(Aspect.GROUP);
        case INTERNAL_ERROR -> Set.of(Aspect.VERSION, Aspect.SERVER_NAME);
        case OTHER -> Set.of();
      };
    }

    static Refusal of(Ending ending) {
      Optional<AlertDescription> alert = ending.alert().flatMap(AlertSeen::description);
      if (alert.isEmpty()) {
        boolean close = ending.kind() == Ending.Kind.FIN || ending.kind() == Ending.Kind.RST;
        return close ? WORDLESS : OTHER;
      }
      if (alert.get().equals(AlertDescription.HANDSHAKE_FAILURE)) {
        return HANDSHAKE_FAILURE;
      }
      if (alert.get().equals(AlertDescription.UNEXPECTED_MESSAGE)) {
        return UNEXPECTED_MESSAGE;
      }
      return alert.get().equals(AlertDescription.INTERNAL_ERROR) ? INTERNAL_ERROR : OTHER;
    }
  }
}
