package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.tcp.FinishedFlow;
import java.util.Set;

/** One direction of the connection is not in the capture: what it said is not known. */
final class UnseenDirection implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of();
  }

  @Override
  public Verdict check(Case connection) {
    FinishedFlow flow = connection.facts().flow();
    boolean unseen = !flow.clientFacts().seen() || !flow.serverFacts().seen();
    return unseen && connection.judgement().outcome() != Outcome.NO_CONNECTION
        ? new Verdict.CannotTell(Message.of("not-assessed.one-sided"))
        : Verdict.CLEAR;
  }
}
