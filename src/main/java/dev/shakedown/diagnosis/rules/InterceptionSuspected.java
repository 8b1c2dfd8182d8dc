package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.x509.Certificate;
import java.util.Optional;
import java.util.Set;

/**
 * The server's certificate was issued by the CA of a product that intercepts TLS. One point of
 * capture proves no more than the name.
 */
final class InterceptionSuspected implements Rule {
  /** Alerts that speak of something else than the issuer. */
  private static final Set<AlertDescription> OTHER_REASONS =
      Set.of(AlertDescription.CERTIFICATE_EXPIRED, AlertDescription.CERTIFICATE_REVOKED);

  @Override
  public Set<String> codes() {
    return Set.of(Codes.INTERCEPTION_SUSPECTED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.COMPLETED, Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    CertificateChain chain = facts.serverChain();
    Optional<Certificate> marked =
        chain.path().stream()
            .filter(c -> connection.authorities().inspectionProduct(c).isPresent())
            .findFirst();
    boolean refused = connection.failed() && RejectedServerCertificate.rejects(connection);
    if (marked.isEmpty() || !connection.completed() && !refused || otherReason(connection)) {
      return Verdict.CLEAR;
    }
    String product = connection.authorities().inspectionProduct(marked.get()).get();
    FindingBuilder finding =
        FindingBuilder.possible(Codes.INTERCEPTION_SUSPECTED)
            .variant(refused ? "product" : "accepted")
            .detail("product", product)
            .detail("subject", chain.leaf().subject())
            .detail("issuer", marked.get().issuer())
            .proof(
                chain.message().get().frame(),
                Message.of(
                    "evidence.certificate.inspection",
                    "issuer",
                    marked.get().issuer(),
                    "product",
                    product));
    return refused ? finding.end(connection.ending()).verdict() : finding.verdict();
  }

  private static boolean otherReason(Case connection) {
    CertificateChain chain = connection.facts().serverChain();
    boolean dates = chain.expired().isPresent() || chain.notYetValid().isPresent();
    return connection.failed()
        && (dates
            || connection
                .ending()
                .alert()
                .flatMap(AlertSeen::description)
                .filter(OTHER_REASONS::contains)
                .isPresent());
  }
}
