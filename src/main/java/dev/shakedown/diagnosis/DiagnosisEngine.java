package dev.shakedown.diagnosis;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tcp.FinishedFlow;
import java.util.List;
import java.util.function.Consumer;

/** A placeholder that gives every connection as indeterminate. */
public final class DiagnosisEngine {
  public DiagnosisEngine(Limits limits) {
    if (limits.maxHeldFlows() < 0) {
      throw new IllegalArgumentException("maxHeldFlows");
    }
  }

  /** Takes a finished connection and gives out what needs no comparison with later ones. */
  public void add(FinishedFlow flow, Consumer<Diagnosis> out) {
    out.accept(
        new Diagnosis(
            FlowFacts.of(flow),
            Outcome.INDETERMINATE,
            Stage.TCP_SYN,
            StoppedBy.CAPTURE,
            List.of(),
            List.of()));
  }

  /** Gives out the connections that were held. */
  public void finish(Consumer<Diagnosis> out) {}
}
