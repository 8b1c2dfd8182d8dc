package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.tcp.TcpEvent;
import java.util.Set;

/**
 * A router or host says by ICMP that an established connection's packets may not or cannot pass,
 * and they never did: the error alone is a hint that TCP outlives (RFC 1122 4.2.3.9, RFC 5461).
 */
final class IcmpBlocked implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.ICMP_BLOCKED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED, Outcome.STALLED);
  }

  @Override
  public Verdict check(Case connection) {
    return connection.facts().events(TcpEvent.Icmp.class).stream()
        .filter(i -> i.value().error().unreachable())
        .filter(i -> !PathMtu.overcome(connection.facts(), i))
        .findFirst()
        .map(i -> finding(Codes.ICMP_BLOCKED, i.value().error()).verdict())
        .orElse(Verdict.CLEAR);
  }

  static FindingBuilder finding(String code, IcmpError error) {
    return FindingBuilder.certain(code)
        .variant("icmp")
        .detail("icmpFrom", error.from().toString())
        .detail("icmpType", error.type())
        .detail("icmpCode", error.code())
        .proof(
            error.frame(),
            Message.of(
                error.prohibited() ? "evidence.icmp.prohibited" : "evidence.icmp.unreachable",
                "from",
                error.from().toString(),
                "type",
                error.type(),
                "code",
                error.code()));
  }
}
