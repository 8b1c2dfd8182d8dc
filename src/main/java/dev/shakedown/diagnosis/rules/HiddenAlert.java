package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tcp.Sender;
import java.util.Optional;
import java.util.Set;

/** An alert whose text is encrypted ended it, and nothing in the capture gives the cause. */
final class HiddenAlert implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.ENCRYPTED_ALERT);
  }

  @Override
  public boolean lastResort() {
    return true;
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Optional<AlertSeen> hidden =
        facts.alerts().stream().filter(a -> a.description().isEmpty()).findFirst();
    if (hidden.isEmpty()) {
      return Verdict.CLEAR;
    }
    FindingBuilder finding =
        hidden.get().inferred()
            ? FindingBuilder.likely(Codes.ENCRYPTED_ALERT)
            : FindingBuilder.certain(Codes.ENCRYPTED_ALERT);
    return finding
        .variant(hidden.get().from() == Sender.CLIENT ? "client" : "server")
        .lastStep(facts)
        .alert(hidden.get())
        .verdict();
  }
}
