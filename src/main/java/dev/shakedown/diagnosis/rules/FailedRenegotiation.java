package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.registry.ContentType;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A renegotiation (RFC 5246 7.4.1.1) after a completed handshake that an alert or a close ends
 * before both sides have finished again. Its messages are encrypted, but not their types.
 */
final class FailedRenegotiation implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.RENEGOTIATION_FAILED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.COMPLETED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    boolean possible = facts.version().filter(v -> !v.isTls13()).isPresent();
    boolean holes =
        !facts.events(TcpEvent.Missing.class).isEmpty()
            || !facts.events(TlsEvent.LostTrack.class).isEmpty();
    return possible && !holes ? walk(facts) : Verdict.CLEAR;
  }

  private static Verdict walk(FlowFacts facts) {
    Map<Sender, Integer> finished = new EnumMap<>(Map.of(Sender.CLIENT, 0, Sender.SERVER, 0));
    Optional<Seen<FlowEvent>> begun = Optional.empty();
    boolean answered = false;
    for (Seen<FlowEvent> event : facts.events(FlowEvent.class)) {
      boolean client = event.from() == Sender.CLIENT;
      if (begun.isEmpty()) {
        if (client && bothFinished(finished) && isHandshake(event.value())) {
          begun = Optional.of(event);
          finished.putAll(Map.of(Sender.CLIENT, 0, Sender.SERVER, 0));
        } else if (isFinished(event.value())) {
          finished.put(event.from(), 2);
        }
        continue;
      }
      Optional<AlertSeen> alert = alertAt(facts, event.index());
      boolean close =
          event.value() instanceof TcpEvent.Fin || event.value() instanceof TcpEvent.Rst;
      if (alert.isPresent() || close && answered) {
        return refused(begun.get(), event, alert, answered);
      }
      if (close || isData(event.value()) && !client && !answered) {
        return Verdict.CLEAR; // the server left the wish unanswered
      }
      answered |= !client && isHandshake(event.value());
      if (isChangeCipherSpec(event.value())) {
        finished.put(event.from(), 1);
      } else if (isHandshake(event.value()) && finished.get(event.from()) == 1) {
        finished.put(event.from(), 2);
      }
      if (bothFinished(finished)) {
        begun = Optional.empty();
      }
    }
    return Verdict.CLEAR;
  }

  private static Verdict refused(
      Seen<FlowEvent> begun, Seen<FlowEvent> end, Optional<AlertSeen> alert, boolean answered) {
    boolean readable = alert.flatMap(AlertSeen::description).isPresent();
    boolean closing = readable && !alert.get().isFatal() && !isRefusal(alert.get());
    if (closing && !answered) {
      return Verdict.CLEAR;
    }
    FindingBuilder finding =
        readable && !closing
            ? FindingBuilder.certain(Codes.RENEGOTIATION_FAILED)
            : FindingBuilder.likely(Codes.RENEGOTIATION_FAILED);
    finding.proof(begun.frame(), Message.of("evidence.second-client-hello"));
    String side = FindingBuilder.side(end.from());
    boolean reset = end.value() instanceof TcpEvent.Rst;
    alert.ifPresentOrElse(
        finding::alert,
        () ->
            finding.proof(
                end.frame(),
                Message.of("evidence." + (reset ? "rst." : "fin.") + side + ".at-once")));
    return finding.verdict();
  }

  private static boolean isRefusal(AlertSeen alert) {
    return alert.is(AlertDescription.NO_RENEGOTIATION);
  }

  private static Optional<AlertSeen> alertAt(FlowFacts facts, int index) {
    return facts.alerts().stream().filter(a -> a.index() == index).findFirst();
  }

  private static boolean bothFinished(Map<Sender, Integer> finished) {
    return finished.values().stream().allMatch(f -> f == 2);
  }

  private static boolean isFinished(FlowEvent event) {
    return event instanceof TlsEvent.Handshake h
        ? h.message().type().equals(HandshakeType.FINISHED)
        : isHandshake(event);
  }

  private static boolean isHandshake(FlowEvent event) {
    return event instanceof TlsEvent.Handshake
        || event instanceof TlsEvent.ProtectedRecord r && r.type().equals(ContentType.HANDSHAKE);
  }

  private static boolean isChangeCipherSpec(FlowEvent event) {
    return event instanceof TlsEvent.ChangeCipherSpec
        || event instanceof TlsEvent.ProtectedRecord r
            && r.type().equals(ContentType.CHANGE_CIPHER_SPEC);
  }

  private static boolean isData(FlowEvent event) {
    return event instanceof TlsEvent.ProtectedRecord r
        && r.type().equals(ContentType.APPLICATION_DATA);
  }
}
