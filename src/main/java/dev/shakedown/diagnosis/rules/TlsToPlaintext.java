package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.Sender;
import java.util.Optional;
import java.util.Set;

/** The client sends a ClientHello and the server answers in plaintext. */
final class TlsToPlaintext implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.TLS_TO_PLAINTEXT_PORT, Codes.RECORD_MALFORMED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED, Outcome.STALLED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    boolean bareTls = facts.plaintext().stream().noneMatch(p -> p.from() == Sender.CLIENT);
    Optional<Seen<PlaintextEvent>> answer =
        facts.plaintext().stream()
            .filter(p -> p.from() == Sender.SERVER && p.value().role() == PlaintextEvent.Role.DATA)
            .findFirst();
    if (!bareTls
        || answer.isEmpty()
        || facts.clientHello().isEmpty()
        || facts.serverHello().isPresent()) {
      return Verdict.CLEAR;
    }
    String protocol = answer.get().value().protocol();
    if (protocol.equals("unknown") && answer.get().value().gist().startsWith("binary")) {
      return FindingBuilder.likely(Codes.RECORD_MALFORMED)
          .variant("server")
          .detail("problem", answer.get().value().gist())
          .clientHello(facts)
          .spoken(answer.get())
          .verdict();
    }
    return (protocol.equals("unknown")
            ? FindingBuilder.likely(Codes.TLS_TO_PLAINTEXT_PORT)
            : FindingBuilder.certain(Codes.TLS_TO_PLAINTEXT_PORT))
        .detail("protocol", answer.get().value().protocol())
        .detail("answer", answer.get().value().gist())
        .clientHello(facts)
        .spoken(answer.get())
        .verdict();
  }
}
