package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The SYN is refused by a reset or by an ICMP error, or nobody answers it (RFC 9293 3.5, 3.10.7.3).
 */
final class ConnectionRefused implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.TCP_REFUSED, Codes.ICMP_BLOCKED, Codes.TCP_UNANSWERED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.NO_CONNECTION);
  }

  @Override
  public Verdict check(Case connection) {
    var facts = connection.facts();
    List<Seen<TcpEvent.Syn>> syns =
        facts.events(TcpEvent.Syn.class).stream().filter(s -> !s.value().ack()).toList();
    Optional<IcmpError> icmp =
        facts.events(TcpEvent.Icmp.class).stream()
            .map(i -> i.value().error())
            .filter(IcmpError::unreachable)
            .findFirst();
    if (icmp.isPresent()) {
      String code = icmp.get().portUnreachable() ? Codes.TCP_REFUSED : Codes.ICMP_BLOCKED;
      return IcmpBlocked.finding(code, icmp.get()).verdict();
    }
    var ending = connection.ending();
    boolean answered = facts.event(TcpEvent.Syn.class, e -> e.from() == Sender.SERVER).isPresent();
    if (ending.by() == Sender.SERVER) {
      return FindingBuilder.certain(Codes.TCP_REFUSED).end(ending).resetCause(facts).verdict();
    }
    if (ending.by() == Sender.CLIENT) {
      return Verdict.CLEAR; // a half-open probe: the client itself breaks off
    }
    FindingBuilder unanswered =
        (syns.size() > 1 || answered
                ? FindingBuilder.certain(Codes.TCP_UNANSWERED)
                : FindingBuilder.likely(Codes.TCP_UNANSWERED))
            .variant(answered ? "syn-ack" : syns.size() == 1 ? "single" : "")
            .detail("syns", syns.size());
    for (Seen<TcpEvent.Syn> syn : syns.subList(0, Math.min(4, syns.size()))) {
      unanswered.proof(syn.frame(), Message.of("evidence.syn"));
    }
    return unanswered.verdict();
  }
}
