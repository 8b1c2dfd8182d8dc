package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.ClientCertificate;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.registry.AlertDescription;
import dev.shakedown.tls.x509.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server asked for a client certificate and refuses what it got (RFC 8446 4.4.2.4). */
final class ClientCertificateRefused implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(Codes.CLIENT_CERTIFICATE_MISSING, Codes.CLIENT_CERTIFICATE_REJECTED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Ending ending = connection.ending();
    boolean byServer =
        ending.by() == Sender.SERVER
            || facts.progress().refusedAfterFinished().filter(Sender.SERVER::equals).isPresent();
    if (!byServer || facts.serverHello().isEmpty()) {
      return Verdict.CLEAR;
    }
    Optional<AlertSeen> alert =
        facts.alerts().stream()
            .filter(a -> a.from() == Sender.SERVER && wouldRefuse(a))
            .findFirst();
    boolean required = alert.filter(a -> a.is(AlertDescription.CERTIFICATE_REQUIRED)).isPresent();
    ClientCertificate sent = facts.progress().clientCertificate();
    if (sent == ClientCertificate.NONE && !required) {
      return Verdict.CLEAR;
    }
    if (sent == ClientCertificate.PRESENT && decryptionAlert(alert)) {
      return Verdict.CLEAR;
    }
    boolean missing = required || sent == ClientCertificate.EMPTY;
    boolean readable = alert.flatMap(AlertSeen::description).isPresent();
    String code = missing ? Codes.CLIENT_CERTIFICATE_MISSING : Codes.CLIENT_CERTIFICATE_REJECTED;
    FindingBuilder finding =
        required || readable && !facts.progress().clientCertificateInferred()
            ? FindingBuilder.certain(code)
            : facts.progress().clientCertificateInferred() && !readable && !missing
                ? FindingBuilder.possible(code)
                : FindingBuilder.likely(code);
    proof(finding, facts, missing);
    if (!missing) {
      reasons(finding, connection, alert.flatMap(AlertSeen::description));
    }
    alert.ifPresentOrElse(finding::alert, () -> finding.end(ending));
    return finding.resetCause(facts).verdict();
  }

  private static void reasons(
      FindingBuilder finding, Case connection, Optional<AlertDescription> alert) {
    List<String> reasons = ClientCertificateFaults.of(connection, alert);
    if (reasons.isEmpty()) {
      return;
    }
    finding.variant(reasons.get(0)).detail("reason", reasons.get(0));
    if (reasons.size() > 1) {
      finding.detail("reasons", reasons);
    }
    if (reasons.contains("issuer-not-named")) {
      var request = connection.facts().certificateRequest().orElseThrow();
      finding.proof(
          request.frame(),
          Message.of(
              "evidence.certificate-request.names", "count", request.value().authorities().size()));
    }
  }

  private static boolean wouldRefuse(AlertSeen alert) {
    return alert.description().isEmpty() || alert.isFatal();
  }

  private static boolean decryptionAlert(Optional<AlertSeen> alert) {
    return alert
        .flatMap(AlertSeen::description)
        .filter(
            d ->
                d.equals(AlertDescription.BAD_RECORD_MAC)
                    || d.equals(AlertDescription.DECRYPTION_FAILED)
                    || d.equals(AlertDescription.DECODE_ERROR)
                    || d.equals(AlertDescription.INTERNAL_ERROR))
        .isPresent();
  }

  private static void proof(FindingBuilder finding, FlowFacts facts, boolean missing) {
    facts
        .certificateRequest()
        .ifPresent(r -> finding.proof(r.frame(), Message.of("evidence.certificate-request")));
    if (facts.clientCertificate().isPresent()) {
      var message = facts.clientCertificate().get();
      if (missing) {
        finding.proof(message.frame(), Message.of("evidence.client-certificate.empty"));
      } else {
        Certificate leaf = message.value().entries().get(0).certificate();
        finding
            .detail("subject", leaf.subject())
            .detail("issuer", leaf.issuer())
            .detail("notBefore", leaf.notBefore())
            .detail("notAfter", leaf.notAfter())
            .proof(
                message.frame(),
                Message.of(
                    "evidence.client-certificate.sent",
                    "subject",
                    leaf.subject(),
                    "issuer",
                    leaf.issuer(),
                    "notAfter",
                    leaf.notAfter()));
      }
    } else if (facts.progress().clientCertificateInferred()) {
      finding
          .variant("inferred")
          .proof(
              facts.progress().lastStepFrame(),
              Message.of(
                  missing
                      ? "evidence.client-certificate.empty-inferred"
                      : "evidence.client-certificate.sent-inferred"));
    }
  }
}
