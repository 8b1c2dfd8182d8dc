package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.TcpEvent;
import java.util.Optional;
import java.util.Set;

/** The capture itself keeps the handshake's end from being seen. */
final class CaptureQuality implements Rule {
  /** By then every stack has repeated a SYN that got no answer (RFC 6298 2.1). */
  private static final long REPETITION_NANOS = 3_000_000_000L;

  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.CAPTURE_ONE_SIDED,
        Codes.CAPTURE_TRUNCATED,
        Codes.CAPTURE_LOST_PACKETS,
        Codes.CAPTURE_STARTS_MIDSTREAM,
        Codes.CAPTURE_ENDS_EARLY);
  }

  @Override
  public boolean lastResort() {
    return true;
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.INDETERMINATE);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    DirectionFacts client = facts.flow().clientFacts();
    DirectionFacts server = facts.flow().serverFacts();
    boolean onlyAsked =
        !server.seen()
            && client.bytesSent() == 0
            && facts.event(TcpEvent.Established.class, e -> true).isEmpty()
            && client.synSeen();
    if (!onlyAsked && (!client.seen() || !server.seen())) {
      return FindingBuilder.certain(Codes.CAPTURE_ONE_SIDED)
          .detail("missing", client.seen() ? "server" : "client")
          .proof(facts.flow().firstFrame(), Message.of("evidence.one-sided"))
          .verdict();
    }
    boolean noHello = facts.clientHello().isEmpty();
    if (noHello && !client.synSeen() && !server.synSeen()) {
      return FindingBuilder.certain(Codes.CAPTURE_STARTS_MIDSTREAM)
          .proof(facts.flow().firstFrame(), Message.of("evidence.no-syn"))
          .verdict();
    }
    Optional<Seen<TcpEvent.Missing>> missing = facts.event(TcpEvent.Missing.class, e -> true);
    if (client.cutBytes() + server.cutBytes() > 0) {
      return FindingBuilder.certain(Codes.CAPTURE_TRUNCATED)
          .detail("cutBytes", client.cutBytes() + server.cutBytes())
          .proof(
              missing.map(Seen::frame).orElse(facts.flow().firstFrame()),
              Message.of("evidence.cut"))
          .verdict();
    }
    if (missing.isPresent()) {
      return FindingBuilder.certain(Codes.CAPTURE_LOST_PACKETS)
          .detail("missingBytes", client.missingBytes() + server.missingBytes())
          .proof(
              missing.get().frame(),
              Message.of("evidence.missing", "bytes", missing.get().value().length()))
          .verdict();
    }
    return FindingBuilder.certain(Codes.CAPTURE_ENDS_EARLY)
        .variant(variant(facts, onlyAsked))
        .lastStep(facts)
        .proof(facts.flow().lastFrame(), Message.of("evidence.last-frame"))
        .verdict();
  }

  private static String variant(FlowFacts facts, boolean onlyAsked) {
    if (facts.flow().end() == FinishedFlow.End.EVICTED) {
      return "evicted";
    }
    boolean goesOn = facts.ending().silenceNanos() >= REPETITION_NANOS;
    return onlyAsked && goesOn ? "syn-once" : "";
  }
}
