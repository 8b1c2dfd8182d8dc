package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.diagnosis.negotiation.SuiteWeakness;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.CipherSuite;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The handshake completed with a cipher suite that does not protect what it carries. */
final class AcceptedSuite implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.INSUFFICIENT_SECURITY);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.COMPLETED);
  }

  @Override
  public Verdict check(Case connection) {
    Optional<Seen<ServerHello>> hello = connection.facts().serverHello();
    if (hello.isEmpty()) {
      return Verdict.CLEAR;
    }
    CipherSuite suite = hello.get().value().cipherSuite();
    List<SuiteWeakness> weaknesses = SuiteWeakness.of(suite);
    if (weaknesses.isEmpty()) {
      return Verdict.CLEAR;
    }
    String worst = weaknesses.get(0).id();
    return FindingBuilder.certain(Codes.INSUFFICIENT_SECURITY)
        .variant(worst)
        .detail("cipherSuite", suite)
        .detail("weaknesses", weaknesses.stream().map(SuiteWeakness::id).toList())
        .proof(hello.get().frame(), Message.of("evidence.suite.chosen", "suite", suite))
        .proof(connection.facts().progress().lastStepFrame(), Message.of("evidence.suite.accepted"))
        .verdict();
  }
}
