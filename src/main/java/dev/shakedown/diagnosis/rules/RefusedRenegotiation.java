package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.Optional;
import java.util.Set;

/**
 * A second ClientHello after the handshake is answered by a fatal alert or by no_renegotiation (RFC
 * 5246 7.2.2), a warning. Both are encrypted, so only a decrypted connection shows them.
 */
final class RefusedRenegotiation implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.RENEGOTIATION_FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Optional<Seen<TlsEvent.Handshake>> hello =
        facts.events(TlsEvent.Handshake.class).stream()
            .filter(h -> h.value().handshake() > 0 && h.value().message() instanceof ClientHello)
            .findFirst();
    if (!connection.completed() || hello.isEmpty()) {
      return Verdict.CLEAR;
    }
    return facts.alerts().stream()
        .filter(a -> a.index() > hello.get().index())
        .filter(a -> a.isFatal() || a.is(AlertDescription.NO_RENEGOTIATION))
        .findFirst()
        .map(a -> found(hello.get(), a))
        .orElse(Verdict.CLEAR);
  }

  private static Verdict found(Seen<TlsEvent.Handshake> hello, AlertSeen alert) {
    return FindingBuilder.certain(Codes.RENEGOTIATION_FAILED)
        .proof(hello.frame(), Message.of("evidence.second-client-hello"))
        .alert(alert)
        .verdict();
  }
}
