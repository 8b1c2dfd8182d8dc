package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Progress;
import dev.shakedown.diagnosis.facts.Unseen;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.util.List;
import java.util.Set;

/**
 * The server resets at once behind the client's Finished in TLS 1.3, without a ticket or a byte of
 * data. Only the client has shown that it took the handshake for done (RFC 8446 4.4.4), and what
 * the server thought of it the wire does not show. A client that had closed before was done itself.
 */
final class ResetAfterHandshake implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.REFUSED_AFTER_HANDSHAKE);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.COMPLETED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Progress progress = facts.progress();
    Ending ending = connection.ending();
    boolean tls13 = facts.version().filter(ProtocolVersion::isTls13).isPresent();
    boolean resets = ending.kind() == Ending.Kind.RST && ending.by() == Sender.SERVER;
    if (!tls13
        || !resets
        || ending.afterWaiting()
        || progress.applicationDataServer()
        || Unseen.any(facts)
        || anybodySaysMore(facts, progress.lastStepIndex(), ending.index())) {
      return Verdict.CLEAR;
    }
    return FindingBuilder.possible(Codes.REFUSED_AFTER_HANDSHAKE)
        .variant("reset")
        .proof(
            progress.lastStepFrame(),
            Message.of("evidence.client-finished" + (progress.inferred() ? ".inferred" : "")))
        .end(ending)
        .resetCause(facts)
        .verdict();
  }

  /** Whether the server sent anything behind the Finished, or the client an alert. */
  private static boolean anybodySaysMore(FlowFacts facts, int finished, int reset) {
    List<FlowLog.Entry> between = facts.flow().log().entries().subList(finished + 1, reset);
    return between.stream()
        .anyMatch(
            e ->
                e.event() instanceof TlsEvent
                    && (e.from() == Sender.SERVER
                        || e.event() instanceof TlsEvent.Alert
                        || e.event() instanceof TlsEvent.ProtectedRecord r && isAlert(r)));
  }

  /** By a length that few other records have; JSSE pads by 16 bytes. */
  private static boolean isAlert(TlsEvent.ProtectedRecord sent) {
    return sent.length() == 19 || sent.length() == 35;
  }
}
