package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Origin;
import dev.shakedown.diagnosis.OtherSide;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.pairs.Pair;
import dev.shakedown.diagnosis.pairs.Termination;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowDevice.Side;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the other side of a relayed connection tells of how this one came out. The device ends one
 * side when the other has failed; then the cause stands there, and here it is named.
 */
public final class PairReading {
  /** A device that gives up one side over the other does so at once, nanoseconds. */
  private static final long AT_ONCE_NANOS = 1_000_000_000L;

  /** Frames of several processes of one device may stand a little out of order, nanoseconds. */
  private static final long DISORDER_NANOS = 50_000_000L;

  /** Evidence of the other side that is repeated here: its last words. */
  private static final int REPEATED = 2;

  private PairReading() {}

  /**
   * The findings in view of the other sides.
   *
   * @param here what this connection tells alone
   * @param sides what the others tell alone
   */
  public static List<Finding> of(Diagnosis here, List<OtherSide> sides) {
    List<Finding> findings = new ArrayList<>(here.findings());
    cause(here, sides).ifPresent(c -> name(here, c, findings));
    for (OtherSide side : sides) {
      side.diagnosis().ifPresent(there -> explain(here, side.pair(), there, findings));
    }
    return findings;
  }

  private record Cause(OtherSide side, Diagnosis there, Confidence confidence) {}

  /** The last other side that failed before this one ended, unless another one took its place. */
  private static Optional<Cause> cause(Diagnosis here, List<OtherSide> sides) {
    Optional<Cause> last = Optional.empty();
    for (OtherSide side : sides) {
      if (side.diagnosis().isEmpty() || !endedByDevice(here, side.pair())) {
        continue;
      }
      Diagnosis there = side.diagnosis().get();
      if (failed(there, side.pair())) {
        Optional<Confidence> confidence = confidence(here, side.pair(), there);
        if (confidence.isPresent()) {
          last = Optional.of(new Cause(side, there, confidence.get()));
        }
      } else if (there.outcome() == Outcome.COMPLETED) {
        last = Optional.empty();
      }
    }
    return last;
  }

  /** Whether the device's own end closed it, or kept the other end waiting. */
  private static boolean endedByDevice(Diagnosis here, Pair pair) {
    Ending ending = here.facts().ending();
    boolean closed = ending.by() == pair.deviceHere();
    return switch (here.outcome()) {
      case FAILED, NOT_ATTEMPTED -> closed;
      case STALLED -> FindingBuilder.side(pair.deviceHere()).equals(here.stoppedBy().id());
      case NO_CONNECTION -> pair.thereIs() == Side.SERVER && ending.by() != Sender.CLIENT;
      case COMPLETED -> pair.thereIs() == Side.SERVER && (closed || requestUnanswered(here));
      case INDETERMINATE, NOT_TLS -> false;
    };
  }

  private static boolean requestUnanswered(Diagnosis here) {
    return here.facts().progress().applicationDataClient()
        && !here.facts().progress().applicationDataServer();
  }

  /** Whether it failed by itself, not because the device gave it up without a word. */
  private static boolean failed(Diagnosis there, Pair pair) {
    boolean stopped =
        there.outcome() == Outcome.FAILED
            || there.outcome() == Outcome.STALLED
            || there.outcome() == Outcome.NO_CONNECTION;
    String device = FindingBuilder.side(pair.reversed().deviceHere());
    boolean givenUp =
        there.stoppedBy().id().equals(device) && there.facts().ending().alert().isEmpty();
    return stopped && !givenUp;
  }

  /** How sure it is that this end followed from that one; absent where it did not. */
  private static Optional<Confidence> confidence(Diagnosis here, Pair pair, Diagnosis there) {
    Ending end = here.facts().ending();
    Ending cause = there.facts().ending();
    long waitsSince = cause.epochNanos() - cause.silenceNanos();
    long failedAt = there.outcome() == Outcome.FAILED ? cause.epochNanos() : waitsSince;
    if (failedAt > end.epochNanos() + DISORDER_NANOS) {
      return Optional.empty();
    }
    boolean byTiming = pair.tie() == Pair.Tie.TIMING;
    if (saysSo(here, end)) {
      return Optional.of(byTiming ? Confidence.LIKELY : Confidence.CERTAIN);
    }
    boolean atOnce = Math.abs(end.epochNanos() - cause.epochNanos()) <= AT_ONCE_NANOS;
    boolean bothWait = end.kind() == Ending.Kind.SILENCE || here.outcome() == Outcome.STALLED;
    boolean meanwhile = there.outcome() != Outcome.FAILED && end.epochNanos() <= cause.epochNanos();
    return atOnce || bothWait || meanwhile
        ? Optional.of(byTiming ? Confidence.POSSIBLE : Confidence.LIKELY)
        : Optional.empty();
  }

  /** Whether the reset that ended it says that its reason lies on the other side. */
  private static boolean saysSo(Diagnosis here, Ending end) {
    return end.kind() == Ending.Kind.RST
        && here.facts().flow().log().entries().get(end.index()).event() instanceof TcpEvent.Rst rst
        && rst.reason().filter(r -> r.ofPeer()).isPresent();
  }

  private static void name(Diagnosis here, Cause cause, List<Finding> findings) {
    if (here.outcome() == Outcome.COMPLETED) {
      findings.add(0, refusedAfterHandshake(here, cause));
    }
    if (!findings.isEmpty()) {
      findings.set(0, findings.get(0).causedBy(origin(cause), proof(cause)));
    }
  }

  /** The handshake is done; what it was for fails on the other side. */
  private static Finding refusedAfterHandshake(Diagnosis here, Cause cause) {
    FlowFacts facts = here.facts();
    Ending end = facts.ending();
    boolean closed = end.by() == Sender.SERVER;
    return FindingBuilder.of(Codes.REFUSED_AFTER_HANDSHAKE, cause.confidence)
        .variant(closed ? "other-side" : "other-side-waits")
        .lastStep(facts)
        .end(closed ? end : facts.ending())
        .resetCause(facts)
        .build();
  }

  private static Origin origin(Cause cause) {
    FinishedFlow flow = cause.there.facts().flow();
    return new Origin(
        flow.id(),
        flow.client(),
        flow.server(),
        cause.side.pair().thereIs() == Side.SERVER,
        cause.there.findings().stream().findFirst(),
        cause.confidence);
  }

  private static List<Evidence> proof(Cause cause) {
    List<Evidence> theirs =
        cause.there.findings().stream().findFirst().map(Finding::evidence).orElse(List.of());
    return theirs.subList(Math.max(0, theirs.size() - REPEATED), theirs.size()).stream()
        .map(e -> e.ofFlow(cause.there.facts().flow().id()))
        .toList();
  }

  /** What the two sides together tell about the findings of one. */
  private static void explain(Diagnosis here, Pair pair, Diagnosis there, List<Finding> findings) {
    FlowFacts clientSide = pair.thereIs() == Side.SERVER ? here.facts() : there.facts();
    FlowFacts serverSide = pair.thereIs() == Side.SERVER ? there.facts() : here.facts();
    Termination termination = Termination.of(clientSide, serverSide);
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      boolean interception = finding.code().equals(Codes.INTERCEPTION_SUSPECTED);
      if (interception && termination.forwardProxy() && clientSide == here.facts()) {
        String issuer = serverSide.serverChain().leaf().issuer();
        Map<String, Object> more =
            Map.of("otherFlow", serverSide.flow().id(), "otherIssuer", issuer);
        findings.set(i, finding.variant("forward-proxy", Confidence.CERTAIN, more));
      }
    }
    if (findings.isEmpty() || here.outcome() == Outcome.COMPLETED) {
      return;
    }
    Finding first = findings.get(0);
    Optional<Evidence> reading =
        pair.thereIs() == Side.SERVER
            ? forwardProxy(clientSide, serverSide, termination, first)
            : ofServerSide(clientSide, serverSide, first);
    reading.ifPresent(r -> findings.set(0, first.with(List.of(r))));
  }

  /** The client rejects a certificate that the device made in the server's place. */
  private static Optional<Evidence> forwardProxy(
      FlowFacts clientSide, FlowFacts serverSide, Termination termination, Finding first) {
    return termination.forwardProxy() && first.code().startsWith("certificate-")
        ? clientSide
            .serverCertificate()
            .map(
                c ->
                    new Evidence(
                        c.frame(),
                        Message.of(
                            "evidence.pair.forward-proxy",
                            "issuer",
                            clientSide.serverChain().leaf().issuer(),
                            "flow",
                            String.valueOf(serverSide.flow().id()),
                            "otherIssuer",
                            serverSide.serverChain().leaf().issuer())))
        : Optional.empty();
  }

  /** What of the client's the device did not pass on to the server. */
  private static Optional<Evidence> ofServerSide(
      FlowFacts clientSide, FlowFacts serverSide, Finding first) {
    String flow = String.valueOf(clientSide.flow().id());
    return switch (first.code()) {
      case Codes.SNI_MISSING,
          Codes.SNI_UNRECOGNIZED,
          Codes.HANDSHAKE_FAILURE,
          Codes.PEER_INTERNAL_ERROR,
          Codes.RESET_AFTER_CLIENT_HELLO,
          Codes.CLOSED_DURING_HANDSHAKE ->
          serverSide
              .decisiveClientHello()
              .filter(h -> serverSide.serverName().isEmpty())
              .filter(h -> clientSide.serverName().isPresent())
              .map(
                  h ->
                      new Evidence(
                          h.frame(),
                          Message.of(
                              "evidence.pair.no-sni",
                              "serverName",
                              clientSide.serverName().get(),
                              "flow",
                              flow)));
      case Codes.PLAINTEXT_HTTP_TO_TLS_PORT, Codes.PLAINTEXT_TO_TLS_PORT ->
          serverSide.plaintext().stream()
              .findFirst()
              .filter(p -> clientSide.clientHello().isPresent())
              .map(
                  p ->
                      new Evidence(p.frame(), Message.of("evidence.pair.decrypted", "flow", flow)));
      case Codes.TLS_TO_PLAINTEXT_PORT ->
          serverSide
              .decisiveClientHello()
              .map(h -> new Evidence(h.frame(), Message.of("evidence.pair.server-ssl")));
      default -> Optional.empty();
    };
  }
}
