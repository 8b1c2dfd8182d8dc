package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.KnownTimeouts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.Sender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a finding together; knows the sentences that many rules use as evidence. */
final class FindingBuilder {
  /** Below this the time between two packets tells nothing. */
  private static final long AT_ONCE_NANOS = 100_000_000L;

  private final String code;
  private final Confidence confidence;
  private final List<Evidence> evidence = new ArrayList<>();
  private final Map<String, Object> details = new LinkedHashMap<>();
  private String variant = "";

  private FindingBuilder(String code, Confidence confidence) {
    this.code = code;
    this.confidence = confidence;
  }

  static FindingBuilder certain(String code) {
    return new FindingBuilder(code, Confidence.CERTAIN);
  }

  static FindingBuilder likely(String code) {
    return new FindingBuilder(code, Confidence.LIKELY);
  }

  static FindingBuilder possible(String code) {
    return new FindingBuilder(code, Confidence.POSSIBLE);
  }

  static FindingBuilder of(String code, Confidence confidence) {
    return new FindingBuilder(code, confidence);
  }

  FindingBuilder variant(String name) {
    variant = name;
    return this;
  }

  FindingBuilder detail(String name, Object value) {
    details.put(name, value);
    return this;
  }

  FindingBuilder proof(long frame, Message text) {
    evidence.add(new Evidence(frame, text));
    return this;
  }

  /** The alert that ended it, or any other. */
  FindingBuilder alert(AlertSeen alert) {
    String from = side(alert.from());
    if (alert.description().isPresent()) {
      detail("alert", alert.description().get());
      return proof(
          alert.frame(),
          Message.of("evidence.alert." + from, "description", alert.description().get()));
    }
    String how = alert.inferred() ? "inferred." : "encrypted.";
    return proof(alert.frame(), Message.of("evidence.alert." + how + from));
  }

  FindingBuilder alertIfAny(Ending ending) {
    ending.alert().ifPresent(this::alert);
    return this;
  }

  /** The packet that ended it: alert, reset, close. Silence has no frame. */
  FindingBuilder end(Ending ending) {
    String from = side(ending.by());
    return switch (ending.kind()) {
      case ALERT, CLOSURE_ALERT -> alertIfAny(ending);
      case RST -> close(ending, "evidence.rst." + from);
      case FIN -> close(ending, "evidence.fin." + from);
      case PLAINTEXT, REFUSAL, SILENCE -> this;
    };
  }

  private FindingBuilder close(Ending ending, String key) {
    return ending.silenceNanos() < AT_ONCE_NANOS
        ? proof(ending.frame(), Message.of(key + ".at-once"))
        : proof(ending.frame(), Message.of(key, "seconds", seconds(ending)));
  }

  /** Whose default timeout the wait before the end equals, if anybody's. */
  FindingBuilder knownTimeout(FlowFacts facts, Ending ending) {
    List<String> names = KnownTimeouts.matching(facts, ending);
    if (ending.afterWaiting() && !names.isEmpty()) {
      detail("timeoutDefaults", names);
      boolean byDevice = facts.deviceEnd().filter(ending.by()::equals).isPresent();
      String key = byDevice ? "evidence.known-timeout.device" : "evidence.known-timeout";
      proof(ending.frame(), Message.of(key, "names", names));
    }
    return this;
  }

  FindingBuilder clientHello(FlowFacts facts) {
    facts
        .decisiveClientHello()
        .ifPresent(h -> proof(h.frame(), Message.of("evidence.client-hello")));
    return this;
  }

  FindingBuilder lastStep(FlowFacts facts) {
    var progress = facts.progress();
    if (progress.lastStepIndex() >= 0) {
      proof(
          progress.lastStepFrame(),
          Message.of("evidence.last-step", "stage", progress.stage().id()));
    }
    return this;
  }

  FindingBuilder spoken(Seen<PlaintextEvent> spoken) {
    return proof(
        spoken.frame(),
        Message.of(
            "evidence.plaintext." + side(spoken.from()),
            "protocol",
            spoken.value().protocol(),
            "gist",
            spoken.value().gist()));
  }

  /** The first reset that a device or its own payload gives a reason for. */
  FindingBuilder resetCause(FlowFacts facts) {
    ResetEvidence.reset(facts)
        .ifPresent(
            r -> {
              detail("resetCause", r.value().reason().orElseThrow().verbatim());
              evidence.addAll(ResetEvidence.of(r, facts, code));
            });
    return this;
  }

  Finding build() {
    return new Finding(code, variant, confidence, evidence, details, Optional.empty());
  }

  Verdict verdict() {
    return Verdict.found(build());
  }

  static String side(Sender sender) {
    return switch (sender) {
      case CLIENT -> "client";
      case SERVER -> "server";
      case NETWORK, LOG -> "network";
    };
  }

  /** A duration in seconds with three decimals. */
  static Double seconds(long nanos) {
    return Math.round(nanos / 1e6) / 1e3;
  }

  static Double seconds(Ending ending) {
    return seconds(ending.silenceNanos());
  }
}
