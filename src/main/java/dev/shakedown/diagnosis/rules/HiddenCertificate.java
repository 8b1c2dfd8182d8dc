package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.Set;

/** TLS 1.3 encrypts the server's certificate: without keys nothing can be said of it. */
final class HiddenCertificate implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of();
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED, Outcome.STALLED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    boolean hidden =
        facts.serverHello().isPresent()
            && facts.version().filter(ProtocolVersion::isTls13).isPresent()
            && facts.serverCertificate().isEmpty()
            && !facts.resumed();
    return hidden
        ? new Verdict.CannotTell(Message.of("not-assessed.certificate-encrypted"))
        : Verdict.CLEAR;
  }
}
