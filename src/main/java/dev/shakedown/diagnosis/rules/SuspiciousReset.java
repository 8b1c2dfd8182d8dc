package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.ResetSigns;
import java.util.Set;

/**
 * Two weak signs that a reset does not come from the end whose address it bears: said behind what
 * else is known of it, as a thought only. A single one says nothing.
 */
final class SuspiciousReset implements Rule {
  private static final int WORTH_A_WORD = 2;

  @Override
  public Set<String> codes() {
    return Set.of(Codes.RESET_INJECTED);
  }

  @Override
  public boolean lastResort() {
    return true;
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED, Outcome.STALLED);
  }

  @Override
  public Verdict check(Case connection) {
    if (!InjectedReset.judged(connection)) {
      return Verdict.CLEAR;
    }
    ResetSigns signs = ResetSigns.of(connection.facts(), connection.ending());
    if (signs.signs().size() < WORTH_A_WORD) {
      return Verdict.CLEAR;
    }
    FindingBuilder finding = FindingBuilder.possible(Codes.RESET_INJECTED).variant("weak");
    return InjectedReset.finding(finding, connection, signs).verdict();
  }
}
