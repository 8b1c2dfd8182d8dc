package dev.shakedown.diagnosis;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.facts.Authorities;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.log.LogMatching;
import dev.shakedown.diagnosis.log.Logged;
import dev.shakedown.diagnosis.negotiation.OfferAnswer;
import dev.shakedown.diagnosis.negotiation.OfferAnswers;
import dev.shakedown.diagnosis.negotiation.ServerProfile;
import dev.shakedown.diagnosis.negotiation.ServerProfiles;
import dev.shakedown.diagnosis.pairs.Half;
import dev.shakedown.diagnosis.pairs.Pair;
import dev.shakedown.diagnosis.pairs.Pairs;
import dev.shakedown.diagnosis.points.Crossing;
import dev.shakedown.diagnosis.rules.AnswerReading;
import dev.shakedown.diagnosis.rules.Case;
import dev.shakedown.diagnosis.rules.LogReading;
import dev.shakedown.diagnosis.rules.PairReading;
import dev.shakedown.diagnosis.rules.Rule;
import dev.shakedown.diagnosis.rules.Rules;
import dev.shakedown.diagnosis.rules.StackReading;
import dev.shakedown.diagnosis.rules.Verdict;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tcp.FlowDevice.Peering;
import dev.shakedown.tls.x509.TrustStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Diagnoses the connections of one capture. What a failed connection means may be told by a later
 * one to the same server, so failed ones are held until the end, up to {@code
 * Limits.maxHeldFlowBytes}, and so are those that a device's log names; the others are given out at
 * once. Where the capturing device relays connections, each waits for its other side, too.
 */
public final class DiagnosisEngine {
  /**
   * A connection that is held. Its facts are folded again when it is given out: they would take
   * more room than what they are folded from.
   *
   * @param untilEnd whether later connections may tell why it failed, or a log may say more of it
   * @param half what ties it to its other side; absent where it is not relayed
   */
  private record Ended(FinishedFlow flow, boolean untilEnd, Optional<Half> half) {
    int id() {
      return flow.id();
    }
  }

  private final int maxHeldBytes;
  private final ServerProfiles profiles;
  private final ServerProfiles baseline;
  private final Authorities authorities;
  private final Map<Integer, Ended> held = new LinkedHashMap<>();
  private final Pairs pairs;
  private final Function<FlowFacts, List<Crossing>> elsewhere;
  private final LogMatching log;
  private final boolean bigIp;
  private long heldBytes;
  private long diagnosedEarly;

  /** An engine without a trust store and a baseline. */
  public DiagnosisEngine(Limits limits) {
    this(limits, new TrustStore(false));
  }

  /** An engine without a baseline that knows of no other capture. */
  public DiagnosisEngine(Limits limits, TrustStore trust) {
    this(
        limits,
        trust,
        new ServerProfiles(limits),
        facts -> List.of(),
        LogMatching.none(limits),
        false);
  }

  /**
   * An engine for one capture.
   *
   * @param trust judges chains
   * @param baseline what servers did in captures of a time or a client that works
   * @param elsewhere tells where else a connection was captured
   * @param log lines up what a device's log says of the connections
   * @param bigIp whether the user says that a BIG-IP takes part in all connections
   */
  public DiagnosisEngine(
      Limits limits,
      TrustStore trust,
      ServerProfiles baseline,
      Function<FlowFacts, List<Crossing>> elsewhere,
      LogMatching log,
      boolean bigIp) {
    this.maxHeldBytes = limits.maxHeldFlowBytes();
    this.profiles = new ServerProfiles(limits);
    this.baseline = baseline;
    this.authorities = new Authorities(trust);
    this.pairs = new Pairs(limits);
    this.elsewhere = elsewhere;
    this.log = log;
    this.bigIp = bigIp;
  }

  /** Takes a finished connection while no other goes on. */
  public void add(FinishedFlow flow, Consumer<Diagnosis> out) {
    add(flow, (one, other) -> false, out);
  }

  /**
   * Takes a finished connection and gives out what needs no comparison with later ones.
   *
   * @param live whether a connection between two ends goes on
   */
  public void add(
      FinishedFlow flow, BiPredicate<Endpoint, Endpoint> live, Consumer<Diagnosis> out) {
    FlowFacts facts = FlowFacts.of(flow);
    Judgement judgement = Judgement.of(facts);
    authorities.learn(facts);
    profiles.learn(facts, judgement.outcome() == Outcome.COMPLETED, "");
    boolean named = log.awaits(flow);
    Ended ended = new Ended(flow, named || stopped(judgement), Half.of(flow));
    if (!ended.untilEnd && ended.half.isEmpty()) {
      out.accept(diagnose(facts, judgement));
      return;
    }
    held.put(ended.id(), ended);
    heldBytes += flow.heldBytes();
    ended.half.ifPresent(pairs::add);
    give(Stream.concat(Stream.of(ended), others(ended)).filter(e -> !waits(e, live)).toList(), out);
    while (heldBytes > maxHeldBytes) {
      diagnosedEarly++;
      give(List.of(held.values().iterator().next()), out);
    }
  }

  /** Gives out the connections that were held, in order of their first frames. */
  public void finish(Consumer<Diagnosis> out) {
    log.settle(
        held.values().stream().map(Ended::flow).toList(),
        f -> stopped(Judgement.of(FlowFacts.of(f))));
    held.replaceAll((id, e) -> new Ended(log.withLines(e.flow), e.untilEnd, e.half));
    List<Ended> inOrder = new ArrayList<>(held.values());
    inOrder.sort((one, other) -> Integer.compare(one.id(), other.id()));
    give(inOrder, out);
  }

  /** How many connections had to be diagnosed before all that may tell about them was known. */
  public long diagnosedEarly() {
    return diagnosedEarly;
  }

  /** How many relayed connections were forgotten before their other side was found. */
  public long notPaired() {
    return pairs.notPaired();
  }

  /** Whether a later connection may tell more about it or about one of its other sides. */
  private boolean waits(Ended ended, BiPredicate<Endpoint, Endpoint> live) {
    if (ended.untilEnd || ended.half.isEmpty()) {
      return ended.untilEnd;
    }
    return ended.flow.end() == FinishedFlow.End.CAPTURE_END
        || ended.half.get().namesNobody()
        || others(ended).anyMatch(e -> e.untilEnd)
        || pairs.unfound(ended.half.get()).stream().anyMatch(p -> mayGoOn(p, live));
  }

  /** Where only a number names an other side nobody can tell. */
  private static boolean mayGoOn(Peering said, BiPredicate<Endpoint, Endpoint> live) {
    return said.peer()
        .map(p -> live.test(Endpoint.of(p.remote()), Endpoint.of(p.local())))
        .orElse(true);
  }

  private Stream<Ended> others(Ended ended) {
    return ended.half.map(pairs::of).orElse(List.of()).stream()
        .map(p -> held.get(p.there().flow()))
        .filter(e -> e != null);
  }

  /** Gives connections out, which may be each other's other sides, and forgets them. */
  private void give(List<Ended> connections, Consumer<Diagnosis> out) {
    for (Ended ended : connections) {
      out.accept(diagnoseWithOtherSides(ended));
    }
    for (Ended ended : connections) {
      held.remove(ended.id());
      heldBytes -= ended.flow.heldBytes();
    }
  }

  private Diagnosis diagnoseWithOtherSides(Ended ended) {
    Diagnosis alone = diagnose(ended);
    List<OtherSide> sides = new ArrayList<>();
    for (Pair pair : ended.half.map(pairs::of).orElse(List.of())) {
      boolean first =
          pairs.of(pair.there()).stream()
              .findFirst()
              .filter(p -> p.there().flow() == ended.id())
              .isPresent();
      Optional<Diagnosis> there =
          Optional.ofNullable(held.get(pair.there().flow())).map(this::diagnose);
      sides.add(new OtherSide(pair, first, there));
    }
    List<OtherSide> read =
        sides.stream()
            .map(s -> new OtherSide(s.pair(), s.first(), s.diagnosis().map(d -> read(d, s, alone))))
            .toList();
    return alone.with(PairReading.of(alone, sides), read);
  }

  /** The diagnosis of an other side, in view of this one. */
  private static Diagnosis read(Diagnosis there, OtherSide side, Diagnosis here) {
    OtherSide back = new OtherSide(side.pair().reversed(), true, Optional.of(here));
    return there.with(PairReading.of(there, List.of(back)), List.of());
  }

  private static boolean stopped(Judgement judgement) {
    return judgement.outcome() == Outcome.FAILED || judgement.outcome() == Outcome.STALLED;
  }

  private Diagnosis diagnose(Ended ended) {
    FlowFacts facts = FlowFacts.of(ended.flow);
    return diagnose(facts, Judgement.of(facts));
  }

  private Diagnosis diagnose(FlowFacts facts, Judgement judgement) {
    ServerProfile server = profiles.of(facts.flow().server(), facts.serverName(), baseline);
    Case connection = new Case(facts, judgement, server, authorities, elsewhere.apply(facts));
    List<Finding> findings = new ArrayList<>();
    List<Message> notAssessed = new ArrayList<>();
    ask(Rules.first(judgement.outcome()), connection, findings, notAssessed);
    if (findings.isEmpty()) {
      ask(Rules.lastResorts(judgement.outcome()), connection, findings, notAssessed);
    }
    if (!findings.isEmpty()) {
      List<Evidence> readings = new ArrayList<>(AnswerReading.of(connection));
      StackReading.of(connection).ifPresent(readings::add);
      findings.set(0, findings.get(0).with(readings));
    }
    List<Finding> sharpened = LogReading.sharpen(connection, findings);
    Optional<OfferAnswer> offerAnswer =
        judgement.outcome() == Outcome.COMPLETED
            ? Optional.empty()
            : connection.offer().map(o -> OfferAnswers.of(facts, o, server, sharpened));
    StoppedBy stoppedBy =
        stopped(judgement) && !sharpened.isEmpty()
            ? Codes.culprit(sharpened.get(0).code()).orElse(judgement.stoppedBy())
            : judgement.stoppedBy();
    return new Diagnosis(
        facts,
        judgement.outcome(),
        judgement.stage(),
        stoppedBy,
        sharpened,
        offerAnswer,
        notAssessed,
        bigIp(facts),
        connection.crossings(),
        List.of());
  }

  /** By the device's own notes, by its log, or because the user says so. */
  private Optional<FlowDevice.Side> bigIp(FlowFacts facts) {
    Optional<FlowDevice.Side> noted = facts.flow().device().map(FlowDevice::side);
    boolean logged = facts.event(Logged.class, e -> true).isPresent();
    return noted.isEmpty() && (bigIp || logged) ? Optional.of(FlowDevice.Side.UNKNOWN) : noted;
  }

  private static void ask(
      List<Rule> rules, Case connection, List<Finding> findings, List<Message> notAssessed) {
    for (Rule rule : rules) {
      Verdict verdict = rule.check(connection);
      if (verdict instanceof Verdict.Found found) {
        for (Finding finding : found.findings()) {
          if (findings.stream().noneMatch(f -> f.code().equals(finding.code()))) {
            findings.add(finding);
          }
        }
      } else if (verdict instanceof Verdict.CannotTell cannot) {
        notAssessed.add(cannot.why());
      }
    }
  }
}
