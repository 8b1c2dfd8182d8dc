package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.extension.RenegotiationInfo;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.handshake.ServerKeyExchange;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.Optional;
import java.util.Set;

/**
 * The client breaks off with handshake_failure after the ServerHello: a DH group that is too small,
 * or a server without secure renegotiation (RFC 5746 4.1).
 */
final class ClientRefusesParameters implements Rule {
  private static final int SMALL_PRIME_BITS = 2048;

  @Override
  public Set<String> codes() {
    return Set.of(Codes.INSUFFICIENT_SECURITY, Codes.LEGACY_RENEGOTIATION);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    boolean refused = connection.endedBy(Sender.CLIENT, AlertDescription.HANDSHAKE_FAILURE);
    Optional<Seen<ServerHello>> hello = facts.serverHello();
    if (!refused || hello.isEmpty() || hello.get().value().version().isTls13()) {
      return Verdict.CLEAR;
    }
    AlertSeen alert = connection.ending().alert().get();
    Optional<Seen<ServerKeyExchange>> small =
        facts
            .serverKeyExchange()
            .filter(k -> k.value().primeBits() > 0 && k.value().primeBits() < SMALL_PRIME_BITS);
    if (small.isPresent()) {
      int bits = small.get().value().primeBits();
      return FindingBuilder.likely(Codes.INSUFFICIENT_SECURITY)
          .variant("small-dh")
          .detail("primeBits", bits)
          .proof(small.get().frame(), Message.of("evidence.small-prime", "bits", bits))
          .alert(alert)
          .verdict();
    }
    if (hello.get().value().extension(RenegotiationInfo.class).isEmpty()) {
      return FindingBuilder.likely(Codes.LEGACY_RENEGOTIATION)
          .proof(hello.get().frame(), Message.of("evidence.no-renegotiation-info"))
          .alert(alert)
          .verdict();
    }
    return Verdict.CLEAR;
  }
}
