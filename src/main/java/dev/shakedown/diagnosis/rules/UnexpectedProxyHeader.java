package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.Sender;
import java.util.Optional;
import java.util.Set;

/**
 * A PROXY protocol header stands before the ClientHello and the server, before it says anything of
 * TLS but an alert, rejects the connection.
 */
final class UnexpectedProxyHeader implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.PROXY_HEADER_UNEXPECTED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    var facts = connection.facts();
    Optional<Seen<PlaintextEvent>> header =
        facts.plaintext().stream()
            .filter(p -> p.value().role() == PlaintextEvent.Role.HEADER)
            .findFirst();
    boolean rejected = connection.ending().by() == Sender.SERVER;
    if (header.isEmpty() || !rejected || facts.serverHello().isPresent()) {
      return Verdict.CLEAR;
    }
    if (connection.server().proxyHeader() || ofTls(connection)) {
      return Verdict.CLEAR; // it reads such headers, so the refusal has another cause
    }
    FindingBuilder finding =
        connection.server().withoutProxyHeader()
            ? FindingBuilder.certain(Codes.PROXY_HEADER_UNEXPECTED)
            : FindingBuilder.likely(Codes.PROXY_HEADER_UNEXPECTED);
    finding.detail("protocol", header.get().value().protocol()).spoken(header.get());
    facts.plaintext().stream()
        .filter(p -> p.from() == Sender.SERVER)
        .findFirst()
        .ifPresent(finding::spoken);
    return finding.end(connection.ending()).resetCause(facts).verdict();
  }

  /**
   * An alert that answers what stands inside the ClientHello shows that the server read past the
   * header.
   */
  private static boolean ofTls(Case connection) {
    return connection
        .ending()
        .alert()
        .flatMap(a -> a.description())
        .filter(
            d ->
                switch (d.code()) {
                  case 10, 22, 47, 50, 80 -> false;
                  default -> true;
                })
        .isPresent();
  }
}
