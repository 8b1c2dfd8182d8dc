package dev.shakedown.diagnosis;

import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.negotiation.OfferAnswer;
import dev.shakedown.diagnosis.points.Crossing;
import dev.shakedown.tcp.FlowDevice;
import java.util.List;
import java.util.Optional;

/**
 * A connection's verdict.
 *
 * @param facts what it rests on
 * @param outcome how the handshake came out
 * @param stage the last handshake step seen
 * @param stoppedBy who ended it; NONE only with completed, not-attempted and not-tls
 * @param findings most decisive first; the first one is the diagnosis
 * @param offerAnswer what was offered and answered; absent without a ClientHello and where the
 *     handshake completed
 * @param notAssessed what the capture could not show, and why
 * @param bigIp the side of a BIG-IP on which it lies, UNKNOWN included; empty where nothing says
 *     that one takes part
 * @param crossings where else the connection was captured, at most once in each other capture
 * @param otherSides the connections that the capturing device relays it to, in the order in which
 *     it had them
 */
public record Diagnosis(
    FlowFacts facts,
    Outcome outcome,
    Stage stage,
    StoppedBy stoppedBy,
    List<Finding> findings,
    Optional<OfferAnswer> offerAnswer,
    List<Message> notAssessed,
    Optional<FlowDevice.Side> bigIp,
    List<Crossing> crossings,
    List<OtherSide> otherSides) {
  public Diagnosis {
    findings = List.copyOf(findings);
    notAssessed = List.copyOf(notAssessed);
    crossings = List.copyOf(crossings);
    otherSides = List.copyOf(otherSides);
  }

  /** The same in view of other connections. */
  Diagnosis with(List<Finding> moreFindings, List<OtherSide> sides) {
    return new Diagnosis(
        facts,
        outcome,
        stage,
        stoppedBy,
        moreFindings,
        offerAnswer,
        notAssessed,
        bigIp,
        crossings,
        sides);
  }
}
