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
import dev.shakedown.diagnosis.points.Crossing;
import dev.shakedown.diagnosis.rules.AnswerReading;
import dev.shakedown.diagnosis.rules.Case;
import dev.shakedown.diagnosis.rules.LogReading;
import dev.shakedown.diagnosis.rules.Rule;
import dev.shakedown.diagnosis.rules.Rules;
import dev.shakedown.diagnosis.rules.StackReading;
import dev.shakedown.diagnosis.rules.Verdict;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tls.x509.TrustStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Diagnoses the connections of one capture. What a failed connection means may be told by a later
 * one to the same server, so failed ones are held until the end, up to {@code
 * Limits.maxHeldFlowBytes}, and so are those that a device's log names; the others are given out at
 * once.
 */
public final class DiagnosisEngine {
  private final int maxHeldBytes;
  private final ServerProfiles profiles;
  private final ServerProfiles baseline;
  private final Authorities authorities;
  private final Deque<FinishedFlow> held = new ArrayDeque<>();
  private final Function<FlowFacts, List<Crossing>> elsewhere;
  private final LogMatching log;
  private final boolean bigIp;
  private long heldBytes;
  private long diagnosedEarly;

  /** An engine without a trust store and a baseline. */
  public DiagnosisEngine(Limits limits) {
    this(limits, new TrustStore(false));
  }

  /** An engine without a baseline. */
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
    this.elsewhere = elsewhere;
    this.log = log;
    this.bigIp = bigIp;
  }

  /** Takes a finished connection and gives out what needs no comparison with later ones. */
  public void add(FinishedFlow flow, Consumer<Diagnosis> out) {
    FlowFacts facts = FlowFacts.of(flow);
    Judgement judgement = Judgement.of(facts);
    authorities.learn(facts);
    profiles.learn(facts, judgement.outcome() == Outcome.COMPLETED, "");
    boolean named = log.awaits(flow);
    if (named || unhappy(judgement)) {
      held.add(flow);
      heldBytes += flow.heldBytes();
      while (heldBytes > maxHeldBytes) {
        diagnosedEarly++;
        out.accept(diagnose(letGo(held.remove())));
      }
    } else {
      out.accept(diagnose(facts, judgement));
    }
  }

  /** Gives out the connections that were held, in order of their first frames. */
  public void finish(Consumer<Diagnosis> out) {
    PriorityQueue<FinishedFlow> inOrder =
        new PriorityQueue<>(Comparator.comparingInt(FinishedFlow::id));
    inOrder.addAll(held);
    log.settle(held, f -> unhappy(Judgement.of(FlowFacts.of(f))));
    held.clear();
    while (!inOrder.isEmpty()) {
      out.accept(diagnose(log.withLines(letGo(inOrder.remove()))));
    }
  }

  private static boolean unhappy(Judgement judgement) {
    return judgement.outcome() == Outcome.FAILED || judgement.outcome() == Outcome.STALLED;
  }

  private FinishedFlow letGo(FinishedFlow flow) {
    heldBytes -= flow.heldBytes();
    return flow;
  }

  /** How many failed connections had to be diagnosed before the end of the capture was known. */
  public long diagnosedEarly() {
    return diagnosedEarly;
  }

  /** Facts are folded again: they would take more room than what they are folded from. */
  private Diagnosis diagnose(FinishedFlow flow) {
    FlowFacts facts = FlowFacts.of(flow);
    return diagnose(facts, Judgement.of(facts));
  }

  private Diagnosis diagnose(FlowFacts facts, Judgement judgement) {
    ServerProfile server = profiles.of(facts.flow().server(), facts.serverName(), baseline);
    Case connection = new Case(facts, judgement, server, authorities, elsewhere.apply(facts));
    List<Finding> findings = new ArrayList<>();
    List<Message> notAssessed = new ArrayList<>();
    ask(
        Rules.ALL.stream().filter(r -> !r.lastResort()).toList(),
        connection,
        findings,
        notAssessed);
    if (findings.isEmpty()) {
      ask(Rules.ALL.stream().filter(Rule::lastResort).toList(), connection, findings, notAssessed);
    }
    if (!findings.isEmpty()) {
      List<Evidence> readings = new ArrayList<>(AnswerReading.of(connection));
      StackReading.of(connection).ifPresent(readings::add);
      findings.set(0, findings.get(0).with(readings));
    }
    findings = LogReading.sharpen(connection, findings);
    Optional<OfferAnswer> offerAnswer =
        judgement.outcome() == Outcome.COMPLETED
            ? Optional.empty()
            : OfferAnswers.of(facts, server, findings);
    StoppedBy stoppedBy =
        unhappy(judgement) && !findings.isEmpty()
            ? Codes.culprit(findings.get(0).code()).orElse(judgement.stoppedBy())
            : judgement.stoppedBy();
    return new Diagnosis(
        facts,
        judgement.outcome(),
        judgement.stage(),
        stoppedBy,
        findings,
        offerAnswer,
        notAssessed,
        bigIp(facts),
        connection.crossings());
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
