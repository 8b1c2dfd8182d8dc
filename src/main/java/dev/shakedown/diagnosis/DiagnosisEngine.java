package dev.shakedown.diagnosis;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.facts.Authorities;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.negotiation.OfferAnswer;
import dev.shakedown.diagnosis.negotiation.OfferAnswers;
import dev.shakedown.diagnosis.negotiation.ServerProfile;
import dev.shakedown.diagnosis.negotiation.ServerProfiles;
import dev.shakedown.diagnosis.points.Crossing;
import dev.shakedown.diagnosis.rules.AnswerReading;
import dev.shakedown.diagnosis.rules.Case;
import dev.shakedown.diagnosis.rules.Rule;
import dev.shakedown.diagnosis.rules.Rules;
import dev.shakedown.diagnosis.rules.StackReading;
import dev.shakedown.diagnosis.rules.Verdict;
import dev.shakedown.tcp.FinishedFlow;
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
 * Limits.maxHeldFlowBytes}; the others are given out at once.
 */
public final class DiagnosisEngine {
  private final int maxHeldBytes;
  private final ServerProfiles profiles;
  private final ServerProfiles baseline;
  private final Authorities authorities;
  private final Deque<FinishedFlow> held = new ArrayDeque<>();
  private final Function<FlowFacts, List<Crossing>> elsewhere;
  private long heldBytes;
  private long diagnosedEarly;

  /** An engine without a trust store and a baseline. */
  public DiagnosisEngine(Limits limits) {
    this(limits, new TrustStore(false));
  }

  /** An engine without a baseline. */
  public DiagnosisEngine(Limits limits, TrustStore trust) {
    this(limits, trust, new ServerProfiles(limits), facts -> List.of());
  }

  /**
   * An engine for one capture.
   *
   * @param trust judges chains
   * @param baseline what servers did in captures of a time or a client that works
   * @param elsewhere tells where else a connection was captured
   */
  public DiagnosisEngine(
      Limits limits,
      TrustStore trust,
      ServerProfiles baseline,
      Function<FlowFacts, List<Crossing>> elsewhere) {
    this.maxHeldBytes = limits.maxHeldFlowBytes();
    this.profiles = new ServerProfiles(limits);
    this.baseline = baseline;
    this.authorities = new Authorities(trust);
    this.elsewhere = elsewhere;
  }

  /** Takes a finished connection and gives out what needs no comparison with later ones. */
  public void add(FinishedFlow flow, Consumer<Diagnosis> out) {
    FlowFacts facts = FlowFacts.of(flow);
    Judgement judgement = Judgement.of(facts);
    authorities.learn(facts);
    profiles.learn(facts, judgement.outcome() == Outcome.COMPLETED, "");
    if (judgement.outcome() == Outcome.FAILED || judgement.outcome() == Outcome.STALLED) {
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
    held.clear();
    while (!inOrder.isEmpty()) {
      out.accept(diagnose(letGo(inOrder.remove())));
    }
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
    Optional<OfferAnswer> offerAnswer =
        judgement.outcome() == Outcome.COMPLETED
            ? Optional.empty()
            : OfferAnswers.of(facts, server, findings);
    boolean ended = judgement.outcome() == Outcome.FAILED || judgement.outcome() == Outcome.STALLED;
    StoppedBy stoppedBy =
        ended && !findings.isEmpty()
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
        connection.crossings());
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
