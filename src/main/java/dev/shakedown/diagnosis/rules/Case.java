package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Judgement;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Authorities;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.negotiation.Offer;
import dev.shakedown.diagnosis.negotiation.ServerProfile;
import dev.shakedown.diagnosis.points.Crossing;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.List;
import java.util.Optional;

/** What a rule looks at. */
public final class Case {
  private final FlowFacts facts;
  private final Judgement judgement;
  private final ServerProfile server;
  private final Authorities authorities;
  private final List<Crossing> crossings;

  /** Several rules ask for it, and for most connections none: made when first asked for. */
  private Optional<Offer> offer;

  /**
   * A case.
   *
   * @param facts the connection
   * @param judgement how it came out
   * @param server what the same server did on other connections of the capture
   * @param authorities what is known of certificate authorities
   * @param crossings where else the connection was captured
   */
  public Case(
      FlowFacts facts,
      Judgement judgement,
      ServerProfile server,
      Authorities authorities,
      List<Crossing> crossings) {
    this.facts = facts;
    this.judgement = judgement;
    this.server = server;
    this.authorities = authorities;
    this.crossings = crossings;
  }

  FlowFacts facts() {
    return facts;
  }

  Judgement judgement() {
    return judgement;
  }

  ServerProfile server() {
    return server;
  }

  Authorities authorities() {
    return authorities;
  }

  /** Where else the connection was captured. */
  public List<Crossing> crossings() {
    return crossings;
  }

  /** What the client offered last in the first handshake; empty without a whole ClientHello. */
  public Optional<Offer> offer() {
    if (offer == null) {
      offer = Offer.of(facts);
    }
    return offer;
  }

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
