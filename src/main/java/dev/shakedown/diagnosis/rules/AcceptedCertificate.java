package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Authorities;
import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.diagnosis.facts.ChainTrust;
import dev.shakedown.tls.x509.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The handshake completed although the server's certificate is one that strict clients reject. */
final class AcceptedCertificate implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.CERTIFICATE_EXPIRED,
        Codes.CERTIFICATE_NOT_YET_VALID,
        Codes.CERTIFICATE_NAME_MISMATCH,
        Codes.CERTIFICATE_SELF_SIGNED,
        Codes.CERTIFICATE_CHAIN_INCOMPLETE,
        Codes.CERTIFICATE_UNTRUSTED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.COMPLETED);
  }

  @Override
  public Verdict check(Case connection) {
    CertificateChain chain = connection.facts().serverChain();
    if (!chain.readable()) {
      return Verdict.CLEAR;
    }
    List<String> codes = new ArrayList<>();
    if (expires(chain, connection.authorities())) {
      codes.add(Codes.CERTIFICATE_EXPIRED);
    }
    if (chain.notYetValid().isPresent()) {
      codes.add(Codes.CERTIFICATE_NOT_YET_VALID);
    }
    if (chain.nameMismatch()) {
      codes.add(Codes.CERTIFICATE_NAME_MISMATCH);
    }
    if (chain.selfSigned()) {
      codes.add(Codes.CERTIFICATE_SELF_SIGNED);
    }
    if (listedWithoutIntermediate(chain)) {
      codes.add(Codes.CERTIFICATE_CHAIN_INCOMPLETE);
    } else if (ChainTrust.refutedByChoice(chain, connection.authorities())) {
      codes.add(Codes.CERTIFICATE_UNTRUSTED);
    }
    return new Verdict.Found(codes.stream().map(c -> finding(c, connection)).toList());
  }

  /** An expired cross-certificate of a root that clients have does no harm. */
  private static boolean expires(CertificateChain chain, Authorities authorities) {
    Optional<Certificate> expired = chain.expired();
    return expired.isPresent()
        && (expired.get().equals(chain.leaf())
            || !authorities.trustStore().contains(expired.get()));
  }

  /**
   * Certificates in public logs come from public CAs, whose roots never issue to servers. Of
   * private ones a completed handshake does not show whether anything was missing.
   */
  private static boolean listedWithoutIntermediate(CertificateChain chain) {
    return chain.path().size() == 1 && !chain.selfSigned() && chain.leaf().scts() > 0;
  }

  private static Finding finding(String code, Case connection) {
    FindingBuilder finding =
        code.equals(Codes.CERTIFICATE_CHAIN_INCOMPLETE)
            ? FindingBuilder.likely(code)
            : FindingBuilder.certain(code);
    ChainEvidence.add(finding, code, connection);
    return finding
        .variant("accepted")
        .proof(
            connection.facts().progress().lastStepFrame(),
            Message.of("evidence.certificate.accepted"))
        .build();
  }
}
