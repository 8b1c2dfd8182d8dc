package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Judgement;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Authorities;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.negotiation.ServerProfile;
import dev.shakedown.diagnosis.points.Crossing;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.List;

/**
 * What a rule looks at.
 *
 * @param facts the connection
 * @param judgement how it came out
 * @param server what the same server did on other connections of the capture
 * @param authorities what is known of certificate authorities
 * @param crossings where else the connection was captured
 */
public record Case(
    FlowFacts facts,
    Judgement judgement,
    ServerProfile server,
    Authorities authorities,
    List<Crossing> crossings) {
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

  /** Whether another capture shows better than this one what was lost, and where. */
  boolean lostBetweenPoints() {
    return crossings.stream()
        .anyMatch(c -> c.losesFrom(Sender.CLIENT) || c.losesFrom(Sender.SERVER));
  }

  /** Whether a readable alert of this kind from this side ended the handshake. */
  boolean endedBy(Sender from, AlertDescription description) {
    return failed()
        && ending().by() == from
        && ending().alert().filter(a -> a.is(description)).isPresent();
  }
}
