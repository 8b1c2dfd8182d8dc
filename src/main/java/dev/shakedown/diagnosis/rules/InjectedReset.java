package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tcp.DirectionFacts;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import java.util.List;
import java.util.Set;

/**
 * The reset bears one end's address but does not come from it: its hop count differs from that of
 * all other packets of that end, or that end goes on sending as if it knew nothing of it.
 */
final class InjectedReset implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.RESET_INJECTED);
  }

  @Override
  public Verdict check(Case connection) {
    Ending ending = connection.ending();
    FlowFacts facts = connection.facts();
    boolean stopped = connection.failed() || connection.stalled();
    if (!stopped || ending.kind() != Ending.Kind.RST) {
      return Verdict.CLEAR;
    }
    TcpEvent.Rst reset = (TcpEvent.Rst) facts.flow().log().entries().get(ending.index()).event();
    DirectionFacts peer = facts.flow().facts(ending.by());
    boolean otherHops =
        !peer.hopLimits().isEmpty()
            && peer.hopLimits().stream().noneMatch(h -> h.hopLimit() == reset.hopLimit())
            && !initialValueOfSameHost(peer, reset.hopLimit());
    boolean goesOn = sendsDataAfter(facts, ending);
    if (!otherHops && !goesOn || !reset.cause().isEmpty()) {
      return Verdict.CLEAR;
    }
    FindingBuilder finding =
        otherHops && goesOn
            ? FindingBuilder.certain(Codes.RESET_INJECTED)
            : FindingBuilder.likely(Codes.RESET_INJECTED);
    if (otherHops) {
      int usual = peer.hopLimits().get(0).hopLimit();
      finding
          .detail("resetHopLimit", reset.hopLimit())
          .detail("usualHopLimit", usual)
          .proof(
              ending.frame(),
              Message.of("evidence.rst-hop-limit", "hopLimit", reset.hopLimit(), "usual", usual))
          .proof(peer.firstFrame(), Message.of("evidence.usual-hop-limit", "hopLimit", usual));
    }
    if (goesOn) {
      finding.proof(peer.lastDataFrame(), Message.of("evidence.data-after-rst"));
    }
    return finding.verdict();
  }

  /**
   * Some stacks send resets with another initial value (64, 128, 255) than their data: the distance
   * to the host is then the same for both.
   */
  private static boolean initialValueOfSameHost(DirectionFacts peer, int hopLimit) {
    int usual = peer.hopLimits().get(0).hopLimit();
    return hopLimit != usual && distance(hopLimit) == distance(usual);
  }

  private static int distance(int hopLimit) {
    int initial = hopLimit <= 32 ? 32 : hopLimit <= 64 ? 64 : hopLimit <= 128 ? 128 : 255;
    return initial - hopLimit;
  }

  private static boolean sendsDataAfter(FlowFacts facts, Ending ending) {
    List<FlowLog.Entry> entries = facts.flow().log().entries();
    DirectionFacts peer = facts.flow().facts(ending.by());
    boolean later = peer.lastDataFrame() > ending.frame() && ending.by() == Sender.SERVER;
    boolean newWords =
        entries.stream()
            .skip(ending.index() + 1L)
            .anyMatch(e -> e.from() == ending.by() && !(e.event() instanceof TcpEvent));
    return later && newWords;
  }
}
