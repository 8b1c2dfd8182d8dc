package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Judgement;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Authorities;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.ServerProfile;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.registry.AlertDescription;

/**
 * What a rule looks at.
 *
 * @param facts the connection
 * @param judgement how it came out
 * @param server what the same server did on other connections of the capture
 * @param authorities what is known of certificate authorities
 */
public record Case(
    FlowFacts facts, Judgement judgement, ServerProfile server, Authorities authorities) {
  boolean failed() {
    return judgement.outcome() == Outcome.FAILED;
  }

  boolean stalled() {
    return judgement.outcome() == Outcome.STALLED;
  }

  boolean completed() {
    return judgement.outcome() == Outcome.COMPLETED;
  }

  Ending ending() {
    return facts.ending();
  }

  /** Whether a readable alert of this kind from this side ended the handshake. */
  boolean endedBy(Sender from, AlertDescription description) {
    return failed()
        && ending().by() == from
        && ending().alert().filter(a -> a.is(description)).isPresent();
  }
}
