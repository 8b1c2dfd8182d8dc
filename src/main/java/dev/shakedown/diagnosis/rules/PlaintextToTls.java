package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.Plaintext;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import java.util.Optional;
import java.util.Set;

/** The client's first bytes are plaintext where the server speaks TLS. */
final class PlaintextToTls implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.PLAINTEXT_HTTP_TO_TLS_PORT, Codes.PLAINTEXT_TO_TLS_PORT, Codes.UNKNOWN_PROTOCOL);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED, Outcome.STALLED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Optional<Seen<PlaintextEvent>> first =
        facts.plaintext().stream().filter(p -> p.from() == Sender.CLIENT).findFirst();
    if (first.isEmpty() || facts.clientHello().isPresent()) {
      return Verdict.CLEAR;
    }
    String protocol = first.get().value().protocol();
    // even one that comes after the client has gone shows what the server speaks
    boolean serverTls =
        facts.event(TlsEvent.Alert.class, e -> e.from() == Sender.SERVER).isPresent();
    if (isOnTheWayToTls(facts, first.get(), serverTls)) {
      return Verdict.CLEAR;
    }
    boolean told =
        serverTls || Plaintext.serverExpectsTls(facts) || connection.server().speaksTls();
    if (!told && !Plaintext.usuallyTls(facts.flow().server().port())) {
      return Verdict.CLEAR;
    }
    String code =
        switch (protocol) {
          case "http" -> Codes.PLAINTEXT_HTTP_TO_TLS_PORT;
          case "unknown" -> Codes.UNKNOWN_PROTOCOL;
          default -> Codes.PLAINTEXT_TO_TLS_PORT;
        };
    FindingBuilder finding =
        told ? FindingBuilder.certain(code) : FindingBuilder.likely(code).variant("unanswered");
    finding.detail("protocol", protocol).detail("firstLine", first.get().value().gist());
    finding.spoken(first.get());
    facts.plaintext().stream()
        .filter(p -> p.from() == Sender.SERVER)
        .findFirst()
        .ifPresent(finding::spoken);
    facts.alerts().stream().findFirst().ifPresent(finding::alert);
    if (facts.alerts().isEmpty()) {
      finding.end(connection.ending());
    }
    return finding.resetCause(facts).verdict();
  }

  /** Whether a protocol that turns to TLS is spoken, and the server does not answer in another. */
  private static boolean isOnTheWayToTls(
      FlowFacts facts, Seen<PlaintextEvent> first, boolean serverTls) {
    boolean otherwise =
        facts.plaintext().stream()
            .filter(p -> p.from() == Sender.SERVER)
            .findFirst()
            .filter(
                p ->
                    p.index() > first.index()
                        && p.value().role() == PlaintextEvent.Role.DATA
                        && !p.value().protocol().equals(first.value().protocol()))
            .isPresent();
    return facts.plaintext().stream()
        .filter(p -> p.value().role() != PlaintextEvent.Role.DATA)
        .anyMatch(p -> p.from() == Sender.SERVER || !serverTls && !otherwise);
  }
}
