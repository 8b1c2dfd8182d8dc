package dev.shakedown.diagnosis.negotiation;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.negotiation.OfferAnswer.Row;
import dev.shakedown.diagnosis.negotiation.OfferAnswer.Source;
import dev.shakedown.diagnosis.negotiation.OfferAnswer.State;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the table of offer and answer together from a connection and its server's profile. */
public final class OfferAnswers {
  private final FlowFacts facts;
  private final Offer offer;
  private final ServerProfile server;
  private final List<Finding> findings;
  private final Optional<Answered> here;

  private OfferAnswers(FlowFacts facts, Offer offer, ServerProfile server, List<Finding> findings) {
    this.facts = facts;
    this.offer = offer;
    this.server = server;
    this.findings = findings;
    this.here =
        facts.serverHello().isPresent()
            ? Optional.of(Answered.of(facts, offer, ""))
            : Optional.empty();
  }

  /** The table. */
  public static OfferAnswer of(
      FlowFacts facts, Offer offer, ServerProfile server, List<Finding> findings) {
    return new OfferAnswers(facts, offer, server, findings).table();
  }

  private OfferAnswer table() {
    List<Row> rows = new ArrayList<>();
    for (Aspect aspect : Aspect.values()) {
      Row row = row(aspect);
      if (!row.offered().isEmpty() || !row.answer().isEmpty() || row.failed()) {
        rows.add(row);
      }
    }
    return new OfferAnswer(
        rows,
        here.isPresent()
            ? Optional.empty()
            : OfferDifference.nearest(offer, facts.flow().client().address(), server));
  }

  private Row row(Aspect aspect) {
    List<?> offered = offer.of(aspect);
    List<?> chosen = here.map(a -> chosen(aspect, a)).orElse(List.of());
    if (here.isEmpty() && aspect == Aspect.GROUP) {
      chosen = facts.group().stream().toList(); // a HelloRetryRequest names one
    }
    Source source = chosen.isEmpty() ? Source.NOWHERE : Source.CONNECTION;
    if (chosen.isEmpty() && here.isEmpty()) {
      chosen =
          server.answered().stream().flatMap(a -> chosen(aspect, a).stream()).distinct().toList();
      source = chosen.isEmpty() ? Source.NOWHERE : Source.OTHER_CONNECTIONS;
    }
    List<?> overlap = overlap(aspect, offered, chosen);
    State state = state(aspect, chosen, source, overlap);
    Optional<Message> change =
        state == State.NONE_COMMON || state == State.REFUSED
            ? Optional.of(change(offered, chosen))
            : Optional.empty();
    return new Row(aspect, offered, chosen, source, overlap, state, change);
  }

  private List<?> chosen(Aspect aspect, Answered answered) {
    return switch (aspect) {
      case VERSION -> List.of(answered.version());
      case CIPHER_SUITE -> List.of(answered.cipherSuite());
      case GROUP -> answered.group().stream().toList();
      case KEY_SHARE -> List.of();
      case SIGNATURE_SCHEME -> answered.signatureScheme().stream().toList();
      case ALPN -> answered.alpn().stream().toList();
      case SERVER_NAME ->
          here.isPresent() ? names() : answered.offer().serverName().stream().toList();
    };
  }

  private List<String> names() {
    return facts.serverChain().readable()
        ? facts.serverChain().leaf().subjectAltNames()
        : List.of();
  }

  private List<?> overlap(Aspect aspect, List<?> offered, List<?> chosen) {
    if (aspect == Aspect.VERSION) {
      return chosen.stream().filter(v -> offer.offers((ProtocolVersion) v)).toList();
    }
    if (aspect == Aspect.SERVER_NAME && here.isPresent()) {
      return chosen.isEmpty() || facts.serverChain().nameMismatch() ? List.of() : offered;
    }
    return offered.stream().filter(chosen::contains).toList();
  }

  private State state(Aspect aspect, List<?> chosen, Source source, List<?> overlap) {
    boolean blamed = findings.stream().anyMatch(f -> blames(f.code(), aspect));
    if (blamed && (overlap.isEmpty() || source == Source.OTHER_CONNECTIONS)) {
      return chosen.isEmpty() || !overlap.isEmpty() ? State.REFUSED : State.NONE_COMMON;
    }
    if (source == Source.CONNECTION) {
      return overlap.isEmpty() ? State.UNKNOWN : State.AGREED;
    }
    return source == Source.OTHER_CONNECTIONS && !overlap.isEmpty() ? State.AGREED : State.UNKNOWN;
  }

  /** Whether a code says that an aspect was the cause. */
  private static boolean blames(String code, Aspect aspect) {
    return switch (aspect) {
      case VERSION ->
          code.equals(Codes.VERSION_MISMATCH) || code.equals(Codes.INAPPROPRIATE_FALLBACK);
      case CIPHER_SUITE -> code.equals(Codes.CIPHER_MISMATCH);
      case GROUP -> code.equals(Codes.GROUP_MISMATCH);
      case KEY_SHARE -> false;
      case SIGNATURE_SCHEME -> code.equals(Codes.SIGNATURE_ALGORITHM_MISMATCH);
      case ALPN -> code.equals(Codes.ALPN_MISMATCH);
      case SERVER_NAME ->
          code.equals(Codes.SNI_MISSING)
              || code.equals(Codes.SNI_UNRECOGNIZED)
              || code.equals(Codes.CERTIFICATE_NAME_MISMATCH);
    };
  }

  private static Message change(List<?> offered, List<?> chosen) {
    if (offered.isEmpty()) {
      return chosen.isEmpty()
          ? Message.of("offer-answer.change.any")
          : Message.of("offer-answer.change.client", "answer", chosen);
    }
    return chosen.isEmpty()
        ? Message.of("offer-answer.change.server", "offered", offered)
        : Message.of("offer-answer.change.either", "answer", chosen, "offered", offered);
  }
}
