package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.ServerChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The handshake completed although the server's certificate is one that strict clients reject. */
final class AcceptedCertificate implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.CERTIFICATE_EXPIRED,
        Codes.CERTIFICATE_NOT_YET_VALID,
        Codes.CERTIFICATE_NAME_MISMATCH);
  }

  @Override
  public Verdict check(Case connection) {
    ServerChain chain = connection.facts().serverChain();
    if (!connection.completed() || !chain.readable()) {
      return Verdict.CLEAR;
    }
    List<Finding> found = new ArrayList<>();
    if (chain.expired().isPresent()) {
      found.add(
          finding(Codes.CERTIFICATE_EXPIRED, chain, connection.facts().progress().lastStepFrame()));
    }
    if (chain.notYetValid().isPresent()) {
      found.add(
          finding(
              Codes.CERTIFICATE_NOT_YET_VALID,
              chain,
              connection.facts().progress().lastStepFrame()));
    }
    if (chain.nameMismatch()) {
      found.add(
          finding(
              Codes.CERTIFICATE_NAME_MISMATCH,
              chain,
              connection.facts().progress().lastStepFrame()));
    }
    return new Verdict.Found(found);
  }

  private static Finding finding(String code, ServerChain chain, long frame) {
    FindingBuilder finding = FindingBuilder.certain(code).variant("accepted");
    ChainEvidence.add(finding, code, chain);
    return finding.proof(frame, Message.of("evidence.certificate.accepted")).build();
  }
}
