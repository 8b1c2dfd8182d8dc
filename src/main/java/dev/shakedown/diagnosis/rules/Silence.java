package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.Stage;
import dev.shakedown.diagnosis.StoppedBy;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tcp.DirectionFacts;
import java.util.Set;

/** One side stops speaking in the middle of the handshake, though the packets get through. */
final class Silence implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.SERVER_SILENT, Codes.HANDSHAKE_TIMEOUT);
  }

  @Override
  public boolean lastResort() {
    return true;
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.STALLED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Ending ending = connection.ending();
    Stage stage = connection.judgement().stage();
    boolean afterHello = stage == Stage.CLIENT_HELLO || stage == Stage.SECOND_CLIENT_HELLO;
    boolean server = connection.judgement().stoppedBy() == StoppedBy.SERVER;
    DirectionFacts client = facts.flow().clientFacts();
    boolean acked = client.bytesAcked() >= client.bytesSent();
    String code = afterHello && server ? Codes.SERVER_SILENT : Codes.HANDSHAKE_TIMEOUT;
    boolean open = ending.kind() == Ending.Kind.SILENCE;
    FindingBuilder finding =
        acked && !open
            ? FindingBuilder.certain(code)
            : FindingBuilder.likely(code).variant(acked ? "open" : "unacked");
    return finding
        .detail("waitedSeconds", FindingBuilder.seconds(ending))
        .detail("silent", connection.judgement().stoppedBy().id())
        .lastStep(facts)
        .end(ending)
        .knownTimeout(facts, ending)
        .resetCause(facts)
        .verdict();
  }
}
