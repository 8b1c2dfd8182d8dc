package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.ResetMeaning;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tcp.ResetReason;
import dev.shakedown.tcp.TcpEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reset says of its reason: the words as they stand, what they mean, and who says so. */
final class ResetEvidence {
  private ResetEvidence() {}

  /** The first reset that gives a reason. */
  static Optional<Seen<TcpEvent.Rst>> reset(FlowFacts facts) {
    return facts.events(TcpEvent.Rst.class).stream()
        .filter(r -> r.value().reason().isPresent())
        .findFirst();
  }

  /**
   * The evidence of a reset that gives a reason.
   *
   * @param code of the finding; what the words mean is told only where it explains that
   */
  static List<Evidence> of(Seen<TcpEvent.Rst> reset, FlowFacts facts, String code) {
    ResetReason reason = reset.value().reason().orElseThrow();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(at(reset, Message.of("evidence.reset-cause", "cause", reason.verbatim())));
    ResetMeaning meaning = ResetMeaning.of(reason);
    if (meaning.explains(code)) {
      evidence.add(at(reset, Message.of("evidence.reset-meaning." + meaning.id())));
    }
    if (reason.ofPeer() && facts.deviceEnd().isPresent()) {
      evidence.add(at(reset, Message.of("evidence.reset-cause.other-side")));
    }
    author(reset, facts, reason).ifPresent(key -> evidence.add(at(reset, Message.of(key))));
    return evidence;
  }

  /** Words in the payload are the device's own only if the device sent them. */
  private static Optional<String> author(
      Seen<TcpEvent.Rst> reset, FlowFacts facts, ResetReason reason) {
    if (reason.device().isEmpty() || facts.deviceEnd().filter(reset.from()::equals).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        facts.flow().device().isPresent()
            ? "evidence.reset-author.another"
            : "evidence.reset-author.on-path");
  }

  private static Evidence at(Seen<TcpEvent.Rst> reset, Message text) {
    return new Evidence(reset.frame(), text);
  }
}
