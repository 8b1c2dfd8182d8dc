package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.ResetSigns;
import dev.shakedown.tcp.TcpEvent;
import java.util.Set;

/**
 * The reset bears one end's address but does not come from it: its hop count, timestamp or timing
 * disagrees with the other packets of that end, or that end goes on as if it knew nothing of it.
 */
final class InjectedReset implements Rule {
  /** From this weight on several signs exclude each other's rare explanations. */
  private static final int CERTAIN = 5;

  @Override
  public Set<String> codes() {
    return Set.of(Codes.RESET_INJECTED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED, Outcome.STALLED);
  }

  @Override
  public Verdict check(Case connection) {
    if (!judged(connection)) {
      return Verdict.CLEAR;
    }
    ResetSigns signs = ResetSigns.of(connection.facts(), connection.ending());
    if (signs.weight() < ResetSigns.STRONG) {
      return Verdict.CLEAR;
    }
    FindingBuilder finding =
        signs.strong() && signs.weight() >= CERTAIN
            ? FindingBuilder.certain(Codes.RESET_INJECTED)
            : FindingBuilder.likely(Codes.RESET_INJECTED);
    return finding(finding, connection, signs).verdict();
  }

  /** Whether a reset ended it that neither gives a reason nor was sent by who captured it. */
  static boolean judged(Case connection) {
    Ending ending = connection.ending();
    boolean byDevice = connection.facts().deviceEnd().filter(ending.by()::equals).isPresent();
    return ending.kind() == Ending.Kind.RST && reset(connection).reason().isEmpty() && !byDevice;
  }

  /** Adds all signs. */
  static FindingBuilder finding(FindingBuilder finding, Case connection, ResetSigns signs) {
    finding
        .detail("signs", signs.signs().stream().map(ResetSigns.Sign::name).toList())
        .detail("resetHopLimit", reset(connection).hopLimit())
        .detail("usualHopLimit", signs.usualHopLimit());
    for (ResetSigns.Sign sign : signs.signs()) {
      finding.proof(sign.proof().frame(), sign.proof().text());
    }
    return finding;
  }

  private static TcpEvent.Rst reset(Case connection) {
    return (TcpEvent.Rst)
        connection.facts().flow().log().entries().get(connection.ending().index()).event();
  }
}
