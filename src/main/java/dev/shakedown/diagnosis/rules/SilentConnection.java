package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.Stage;
import dev.shakedown.diagnosis.facts.Ending;
import java.util.Set;

/** Established, and nothing said: a probe that closes, or a client that never speaks. */
final class SilentConnection implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.CLOSED_BEFORE_HELLO, Codes.CLIENT_SILENT);
  }

  @Override
  public Verdict check(Case connection) {
    var facts = connection.facts();
    var judgement = connection.judgement();
    boolean judged =
        judgement.outcome() != Outcome.INDETERMINATE
            && judgement.outcome() != Outcome.NO_CONNECTION;
    if (!facts.nothingSaid() || !judged || judgement.stage() != Stage.TCP_ESTABLISHED) {
      return Verdict.CLEAR;
    }
    if (judgement.outcome() == Outcome.STALLED) {
      Ending ending = connection.ending();
      boolean open = ending.kind() == Ending.Kind.SILENCE;
      return (open
              ? FindingBuilder.likely(Codes.CLIENT_SILENT).variant("open")
              : FindingBuilder.certain(Codes.CLIENT_SILENT))
          .detail("waitedSeconds", FindingBuilder.seconds(ending))
          .lastStep(facts)
          .end(ending)
          .knownTimeout(facts, ending)
          .resetCause(facts)
          .verdict();
    }
    return FindingBuilder.certain(Codes.CLOSED_BEFORE_HELLO)
        .variant(judgement.outcome() == Outcome.FAILED ? "reset" : "")
        .end(connection.ending())
        .resetCause(facts)
        .verdict();
  }
}
