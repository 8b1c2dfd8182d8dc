package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import java.util.Optional;
import java.util.Set;

/** A handshake message comes again, or behind one it belongs before, and the receiver ends it. */
final class MessageOutOfOrder implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.UNEXPECTED_MESSAGE);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Optional<Seen<TlsEvent.Handshake>> breach = facts.messageOutOfOrder();
    if (breach.isEmpty()) {
      return recordWithoutHello(connection);
    }
    Seen<TlsEvent.Handshake> message = breach.get();
    boolean refused =
        connection.ending().by() == message.from().peer()
            && connection.ending().index() > message.index();
    if (!refused) {
      return Verdict.CLEAR;
    }
    String sender = message.from() == Sender.CLIENT ? "client" : "server";
    return FindingBuilder.likely(Codes.UNEXPECTED_MESSAGE)
        .variant("order." + sender)
        .detail("message", message.value().message().type().messageName())
        .proof(
            message.frame(),
            Message.of(
                "evidence.out-of-order", "message", message.value().message().type().messageName()))
        .end(connection.ending())
        .verdict();
  }

  /** A connection that begins with a protected record; servers that look for TLS answer as HTTP. */
  private static Verdict recordWithoutHello(Case connection) {
    FlowFacts facts = connection.facts();
    Optional<Seen<TlsEvent.ProtectedRecord>> first =
        facts.event(TlsEvent.ProtectedRecord.class, r -> r.from() == Sender.CLIENT);
    Optional<Seen<PlaintextEvent>> answer =
        facts.plaintext().stream().filter(p -> p.from() == Sender.SERVER).findFirst();
    if (first.isEmpty() || answer.isEmpty() || facts.clientHello().isPresent()) {
      return Verdict.CLEAR;
    }
    String type = first.get().value().type().name();
    return FindingBuilder.likely(Codes.UNEXPECTED_MESSAGE)
        .variant("order.client")
        .detail("message", type)
        .proof(first.get().frame(), Message.of("evidence.out-of-order", "message", type))
        .spoken(answer.get())
        .verdict();
  }
}
