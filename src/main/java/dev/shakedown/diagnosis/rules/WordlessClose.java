package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.Stage;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import java.util.Set;

/** A reset or a close in the middle of the handshake, without an alert. */
final class WordlessClose implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.RESET_AFTER_CLIENT_HELLO,
        Codes.RESET_DURING_HANDSHAKE,
        Codes.CLOSED_DURING_HANDSHAKE);
  }

  @Override
  public boolean lastResort() {
    return true;
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Ending ending = connection.ending();
    boolean close = ending.kind() == Ending.Kind.RST || ending.kind() == Ending.Kind.FIN;
    if (!close) {
      return Verdict.CLEAR;
    }
    Stage stage = connection.judgement().stage();
    boolean afterHello =
        (stage == Stage.CLIENT_HELLO || stage == Stage.SECOND_CLIENT_HELLO)
            && ending.by() == Sender.SERVER
            && !beganToAnswer(facts);
    String code =
        ending.kind() == Ending.Kind.FIN
            ? Codes.CLOSED_DURING_HANDSHAKE
            : afterHello ? Codes.RESET_AFTER_CLIENT_HELLO : Codes.RESET_DURING_HANDSHAKE;
    return FindingBuilder.certain(code)
        .variant(FindingBuilder.side(ending.by()))
        .detail("afterSeconds", FindingBuilder.seconds(ending))
        .lastStep(facts)
        .end(ending)
        .resetCause(facts)
        .verdict();
  }

  /** Whether a part of the server's first message came: the hello was accepted so far. */
  private static boolean beganToAnswer(FlowFacts facts) {
    return facts
        .event(
            TlsEvent.class,
            e ->
                e.from() == Sender.SERVER
                    && (e.event() instanceof TlsEvent.PartialMessage
                        || e.event() instanceof TlsEvent.PartialRecord))
        .isPresent();
  }
}
