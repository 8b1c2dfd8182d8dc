package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.diagnosis.negotiation.Offer;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.extension.RenegotiationInfo;
import dev.shakedown.tls.extension.SelectedGroup;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerKeyExchange;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.SignatureScheme;
import java.util.Optional;
import java.util.Set;

/**
 * The client breaks off over what the server chose: a version, group or signature scheme that it
 * did not offer, a downgrade, a DH group that is too small, or no secure renegotiation (RFC 5746
 * 4.1).
 */
final class ClientRefusesParameters implements Rule {
  private static final int SMALL_PRIME_BITS = 2048;
  private static final int TINY_PRIME_BITS = 1024;

  /** Alerts by which stacks refuse parameters, besides those that name the reason. */
  private static final Set<AlertDescription> REFUSALS =
      Set.of(
          AlertDescription.HANDSHAKE_FAILURE,
          AlertDescription.ILLEGAL_PARAMETER,
          AlertDescription.INTERNAL_ERROR,
          AlertDescription.DECRYPT_ERROR);

  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.VERSION_MISMATCH,
        Codes.GROUP_MISMATCH,
        Codes.SIGNATURE_ALGORITHM_MISMATCH,
        Codes.INSUFFICIENT_SECURITY,
        Codes.LEGACY_RENEGOTIATION);
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
    boolean refused =
        ending.by() == Sender.CLIENT
            && ending
                .alert()
                .flatMap(AlertSeen::description)
                .filter(REFUSALS::contains)
                .isPresent();
    if (!refused || offer.isEmpty()) {
      return Verdict.CLEAR;
    }
    Optional<FindingBuilder> cause =
        notOffered(facts, offer.get())
            .or(() -> downgrade(facts, ending, offer.get()))
            .or(() -> smallPrime(facts, ending))
            .or(() -> noRenegotiation(facts, ending));
    return cause.isPresent() ? cause.get().end(ending).verdict() : Verdict.CLEAR;
  }

  /** What the server chose although the client did not offer it. */
  private static Optional<FindingBuilder> notOffered(FlowFacts facts, Offer offer) {
    Optional<Seen<ServerHello>> hello = facts.serverHello();
    Optional<ProtocolVersion> version =
        hello.map(h -> h.value().version()).filter(v -> !offer.offers(v));
    if (version.isPresent()) {
      return Optional.of(
          choice(Codes.VERSION_MISMATCH, hello.get().frame(), offer.versions(), version.get()));
    }
    Optional<Seen<ServerHello>> retry = facts.helloRetryRequest();
    Optional<NamedGroup> asked =
        retry
            .filter(r -> hello.isEmpty())
            .flatMap(r -> r.value().extension(SelectedGroup.class))
            .map(SelectedGroup::group)
            .filter(g -> !offer.groups().contains(g));
    if (asked.isPresent()) {
      return Optional.of(
          choice(Codes.GROUP_MISMATCH, retry.get().frame(), offer.groups(), asked.get()));
    }
    return facts.serverKeyExchange().flatMap(k -> notOffered(k, offer));
  }

  /** The server spoke an older version than it can although the client offers more. */
  private static Optional<FindingBuilder> downgrade(FlowFacts facts, Ending ending, Offer offer) {
    return facts
        .serverHello()
        .filter(h -> ending.alert().orElseThrow().is(AlertDescription.ILLEGAL_PARAMETER))
        .filter(h -> AnswerReading.isDowngrade(h.value(), offer))
        .map(
            h ->
                FindingBuilder.likely(Codes.VERSION_MISMATCH)
                    .variant("downgrade")
                    .detail("offered", offer.versions())
                    .detail("chosen", h.value().version()));
  }

  private static Optional<FindingBuilder> notOffered(Seen<ServerKeyExchange> keys, Offer offer) {
    Optional<NamedGroup> group =
        keys.value().group().filter(g -> !offer.groups().isEmpty() && !offer.groups().contains(g));
    if (group.isPresent()) {
      return Optional.of(choice(Codes.GROUP_MISMATCH, keys.frame(), offer.groups(), group.get()));
    }
    Optional<SignatureScheme> scheme =
        keys.value()
            .scheme()
            .filter(
                s -> !offer.signatureSchemes().isEmpty() && !offer.signatureSchemes().contains(s));
    return scheme.map(
        s -> choice(Codes.SIGNATURE_ALGORITHM_MISMATCH, keys.frame(), offer.signatureSchemes(), s));
  }

  private static FindingBuilder choice(String code, long frame, Object offered, Object chosen) {
    return FindingBuilder.likely(code)
        .variant("not-offered")
        .detail("offered", offered)
        .detail("chosen", chosen)
        .proof(frame, Message.of("evidence.not-offered", "chosen", chosen));
  }

  private static Optional<FindingBuilder> smallPrime(FlowFacts facts, Ending ending) {
    boolean named = ending.alert().orElseThrow().is(AlertDescription.HANDSHAKE_FAILURE);
    int limit = named ? SMALL_PRIME_BITS : TINY_PRIME_BITS;
    return facts
        .serverKeyExchange()
        .filter(k -> k.value().primeBits() > 0 && k.value().primeBits() < limit)
        .map(
            k ->
                FindingBuilder.likely(Codes.INSUFFICIENT_SECURITY)
                    .variant("small-dh")
                    .detail("primeBits", k.value().primeBits())
                    .proof(
                        k.frame(),
                        Message.of("evidence.small-prime", "bits", k.value().primeBits())));
  }

  private static Optional<FindingBuilder> noRenegotiation(FlowFacts facts, Ending ending) {
    return facts
        .serverHello()
        .filter(h -> ending.alert().orElseThrow().is(AlertDescription.HANDSHAKE_FAILURE))
        .filter(h -> !h.value().version().isTls13())
        .filter(h -> h.value().extension(RenegotiationInfo.class).isEmpty())
        .filter(h -> h.value().problem().isEmpty()) // what cannot be read may have held it
        .map(
            h ->
                FindingBuilder.likely(Codes.LEGACY_RENEGOTIATION)
                    .proof(h.frame(), Message.of("evidence.no-renegotiation-info")));
  }
}
