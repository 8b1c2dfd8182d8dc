package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.Plaintext;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.preamble.PlaintextEvent;
import java.util.Set;

/** The server refuses the upgrade to TLS, or the proxy the tunnel. */
final class RefusedPreamble implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.STARTTLS_REFUSED, Codes.CONNECT_REFUSED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    if (connection.facts().serverHello().isPresent()) {
      return Verdict.CLEAR;
    }
    Seen<PlaintextEvent> refusal = null;
    Seen<PlaintextEvent> request = null;
    for (Seen<PlaintextEvent> spoken : connection.facts().plaintext()) {
      switch (spoken.value().role()) {
        case UPGRADE_REQUEST -> request = refusal == null ? spoken : request;
        case UPGRADE_REFUSED -> refusal = refusal == null ? spoken : refusal;
        case UPGRADE_ACCEPTED -> refusal = null;
        case DATA, HEADER -> {}
      }
    }
    if (refusal == null) {
      return Verdict.CLEAR;
    }
    String protocol = refusal.value().protocol();
    FindingBuilder finding =
        FindingBuilder.certain(
                Plaintext.isTunnel(protocol) ? Codes.CONNECT_REFUSED : Codes.STARTTLS_REFUSED)
            .detail("protocol", protocol)
            .detail("answer", refusal.value().gist());
    if (request != null) {
      finding.spoken(request);
    }
    return finding.spoken(refusal).verdict();
  }
}
