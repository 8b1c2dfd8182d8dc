package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.MalformedMessage;
import dev.shakedown.tls.handshake.ServerHello;
import java.util.Optional;
import java.util.Set;

/** Bytes that are no TLS record where one must be, or a message that does not decode. */
final class MalformedInput implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.RECORD_MALFORMED, Codes.MESSAGE_MALFORMED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED, Outcome.STALLED, Outcome.INDETERMINATE);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Optional<Seen<TlsEvent.MalformedRecord>> broken =
        facts
            .event(TlsEvent.MalformedRecord.class, e -> true)
            .filter(b -> b.index() < connection.ending().index());
    boolean accepted = broken.filter(facts::acceptedByPeer).isPresent();
    boolean ended = connection.failed() || connection.stalled();
    boolean lostSight = connection.judgement().outcome() == Outcome.INDETERMINATE && accepted;
    if (broken.isPresent() && (ended && !accepted || lostSight)) {
      String problem = broken.get().value().problem();
      return FindingBuilder.certain(Codes.RECORD_MALFORMED)
          .variant(lostSight ? "" : FindingBuilder.side(broken.get().from()))
          .detail("problem", problem)
          .proof(broken.get().frame(), Message.of("evidence.malformed", "problem", problem))
          .end(connection.ending())
          .verdict();
    }
    return ended ? malformedMessage(connection) : Verdict.CLEAR;
  }

  private static Verdict malformedMessage(Case connection) {
    FlowFacts facts = connection.facts();
    for (Seen<TlsEvent.Handshake> handshake : facts.handshake()) {
      Optional<String> problem = problem(handshake.value().message());
      if (problem.isPresent()
          && handshake.index() < connection.ending().index()
          && !facts.acceptedByPeer(handshake)) {
        return FindingBuilder.certain(Codes.MESSAGE_MALFORMED)
            .variant("decode." + FindingBuilder.side(handshake.from()))
            .detail("message", handshake.value().message().type())
            .detail("problem", problem.get())
            .proof(handshake.frame(), Message.of("evidence.malformed", "problem", problem.get()))
            .end(connection.ending())
            .verdict();
      }
    }
    return Verdict.CLEAR;
  }

  private static Optional<String> problem(HandshakeMessage message) {
    if (message instanceof MalformedMessage malformed) {
      return Optional.of(malformed.problem());
    }
    if (message instanceof ClientHello hello) {
      return hello.problem();
    }
    return message instanceof ServerHello hello ? hello.problem() : Optional.empty();
  }
}
