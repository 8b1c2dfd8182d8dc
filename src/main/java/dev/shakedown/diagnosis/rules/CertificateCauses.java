package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.diagnosis.facts.ChainTrust;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.StapledOcsp;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a client rejected a server's certificate, as far as alert and certificates tell. */
final class CertificateCauses {
  private final Case connection;
  private final FlowFacts facts;
  private final CertificateChain chain;
  private final Optional<AlertDescription> alert;

  /** Looks at a connection that ended in a rejection. */
  CertificateCauses(Case connection) {
    this.connection = connection;
    this.facts = connection.facts();
    this.chain = facts.serverChain();
    this.alert =
        RejectedServerCertificate.saysNothing(connection)
            ? Optional.empty()
            : connection.ending().alert().flatMap(AlertSeen::description);
  }

  /** In what the certificates do not fit the hello; none if either is not readable. */
  static Optional<CertificateFit.Misfit> misfit(FlowFacts facts) {
    return facts.serverChain().readable()
        ? facts
            .decisiveClientHello()
            .flatMap(h -> CertificateFit.misfit(facts.serverChain(), h.value(), facts.version()))
        : Optional.empty();
  }

  /** The codes of all causes, the one that the alert speaks of first. */
  List<String> inOrder() {
    List<String> visible = visible();
    if (says(AlertDescription.CERTIFICATE_REVOKED)) {
      return List.of(Codes.CERTIFICATE_REVOKED);
    }
    if (says(AlertDescription.CERTIFICATE_EXPIRED)) {
      return first(expiry(), visible);
    }
    if (says(AlertDescription.UNKNOWN_CA)) {
      return first(trust(), visible);
    }
    if (says(AlertDescription.UNSUPPORTED_CERTIFICATE) && chain.wrongPurpose()) {
      return first(Codes.CERTIFICATE_PURPOSE, visible);
    }
    if (says(AlertDescription.HANDSHAKE_FAILURE) && chain.weak().isPresent()) {
      return first(Codes.CERTIFICATE_WEAK, visible);
    }
    return visible.isEmpty() ? List.of(withoutVisibleFault()) : visible;
  }

  private boolean says(AlertDescription description) {
    return alert.filter(description::equals).isPresent();
  }

  private static List<String> first(String code, List<String> others) {
    List<String> all = new ArrayList<>(List.of(code));
    others.stream().filter(o -> !o.equals(code)).forEach(all::add);
    return all;
  }

  /** Faults that the certificates show by themselves, the one a client meets first in front. */
  private List<String> visible() {
    List<String> found = new ArrayList<>();
    if (StapledOcsp.of(facts).filter(StapledOcsp::revoked).isPresent()) {
      found.add(Codes.CERTIFICATE_REVOKED);
    }
    if (chain.selfSigned()) {
      found.add(Codes.CERTIFICATE_SELF_SIGNED);
    }
    if (chain.expired().isPresent()) {
      found.add(Codes.CERTIFICATE_EXPIRED);
    }
    if (chain.notYetValid().isPresent()) {
      found.add(Codes.CERTIFICATE_NOT_YET_VALID);
    }
    if (chain.nameMismatch()) {
      found.add(Codes.CERTIFICATE_NAME_MISMATCH);
    }
    if (chain.wrongPurpose()) {
      found.add(Codes.CERTIFICATE_PURPOSE);
    }
    if (chain.weak().isPresent()) {
      found.add(Codes.CERTIFICATE_WEAK);
    }
    if (ChainTrust.refutedByChoice(chain, connection.authorities())) {
      found.add(trust());
    }
    return found;
  }

  private String expiry() {
    if (chain.notYetValid().isPresent() && chain.expired().isEmpty()) {
      return Codes.CERTIFICATE_NOT_YET_VALID;
    }
    return chain.readable() && chain.expired().isEmpty()
        ? Codes.CLOCK_SKEW
        : Codes.CERTIFICATE_EXPIRED;
  }

  private String trust() {
    if (chain.selfSigned()) {
      return Codes.CERTIFICATE_SELF_SIGNED;
    }
    return chain.readable() && trusted().end().incomplete()
        ? Codes.CERTIFICATE_CHAIN_INCOMPLETE
        : Codes.CERTIFICATE_UNTRUSTED;
  }

  private ChainTrust trusted() {
    return ChainTrust.of(chain, connection.authorities());
  }

  private String withoutVisibleFault() {
    if (!chain.readable() || says(AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE)) {
      return Codes.CERTIFICATE_REJECTED;
    }
    Optional<CertificateFit.Misfit> misfit = misfit(facts);
    if (misfit.isPresent()) {
      return misfit.get() == CertificateFit.Misfit.CURVE
          ? Codes.GROUP_MISMATCH
          : Codes.SIGNATURE_ALGORITHM_MISMATCH;
    }
    if (chain.fault().isPresent()) {
      return Codes.CERTIFICATE_REJECTED;
    }
    if (facts.clientClock().filter(c -> c.neverSet() && c.refutes(chain)).isPresent()) {
      return Codes.CLOCK_SKEW;
    }
    boolean trustInDoubt =
        says(AlertDescription.BAD_CERTIFICATE)
            || says(AlertDescription.CERTIFICATE_UNKNOWN)
            || alert.isEmpty();
    // a chain to a root that everybody has was rejected for a reason of the client's own
    return trustInDoubt && trusted().end() != ChainTrust.End.ANCHOR
        ? trust()
        : Codes.CERTIFICATE_REJECTED;
  }

  /** The finding of one of these codes. */
  Finding finding(String code) {
    FindingBuilder finding = new CertificateConfidence(connection, alert).of(code);
    if (!chain.readable()) {
      finding.variant("hidden");
    } else {
      ChainEvidence.add(finding, code, connection);
    }
    return finding.end(connection.ending()).build();
  }
}
