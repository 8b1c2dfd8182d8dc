package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.negotiation.Offer;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import java.util.Optional;
import java.util.Set;

/**
 * A TLS 1.3 server sends its ServerHello and then an encrypted alert in place of
 * EncryptedExtensions. All else is agreed on by then: of what EncryptedExtensions answer, only ALPN
 * can fail (RFC 7301 3.2). Go and rustls do so; other stacks choose before they send ServerHello.
 */
final class HiddenAlpnRefusal implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.ALPN_MISMATCH);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Optional<AlertSeen> alert =
        connection
            .ending()
            .alert()
            .filter(a -> a.from() == Sender.SERVER && a.description().isEmpty());
    Optional<Offer> offer = connection.offer().filter(o -> !o.alpn().isEmpty());
    boolean tls13 = facts.serverHello().filter(h -> h.value().version().isTls13()).isPresent();
    if (!tls13 || alert.isEmpty() || offer.isEmpty()) {
      return Verdict.CLEAR;
    }
    boolean first =
        facts
            .event(TlsEvent.ProtectedRecord.class, e -> e.from() == Sender.SERVER)
            .filter(r -> r.index() == alert.get().index())
            .isPresent();
    if (!first || connection.facts().flow().serverFacts().missingBytes() > 0) {
      return Verdict.CLEAR;
    }
    return FindingBuilder.likely(Codes.ALPN_MISMATCH)
        .variant("hidden")
        .detail("offered", offer.get().alpn())
        .clientHello(facts)
        .proof(alert.get().frame(), Message.of("evidence.no-encrypted-extensions"))
        .alert(alert.get())
        .verdict();
  }
}
