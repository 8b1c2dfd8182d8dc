package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.Sender;
import java.util.Set;

/**
 * The server refuses a bare ClientHello without a word of TLS, and completes handshakes only behind
 * a PROXY protocol header: known from other connections to the same server.
 */
final class MissingProxyHeader implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.PROXY_HEADER_MISSING);
  }

  @Override
  public Verdict check(Case connection) {
    var facts = connection.facts();
    Ending ending = connection.ending();
    boolean wordless = ending.kind() == Ending.Kind.FIN || ending.kind() == Ending.Kind.RST;
    boolean bare =
        facts.plaintext().stream().noneMatch(p -> p.value().role() == PlaintextEvent.Role.HEADER);
    boolean refused =
        facts.clientHello().isPresent()
            && facts.serverHello().isEmpty()
            && wordless
            && ending.by() == Sender.SERVER;
    if (!refused
        || !bare
        || !connection.server().proxyHeader()
        || connection.server().withoutProxyHeader()) {
      return Verdict.CLEAR;
    }
    return FindingBuilder.likely(Codes.PROXY_HEADER_MISSING)
        .detail("exampleFlow", connection.server().exampleFlow())
        .clientHello(facts)
        .end(ending)
        .proof(
            ending.frame(),
            Message.of(
                "evidence.others-with-proxy-header", "flow", connection.server().exampleFlow()))
        .verdict();
  }
}
