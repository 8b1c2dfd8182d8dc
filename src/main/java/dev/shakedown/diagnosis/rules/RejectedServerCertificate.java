package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.Stage;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.extension.RenegotiationInfo;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.Optional;
import java.util.Set;

/**
 * The client rejects the server's certificate. Stacks differ in the alert they choose for the same
 * fault, so the alert is read together with what the certificates show.
 */
final class RejectedServerCertificate implements Rule {
  /** Alerts by which some stack rejects a certificate. */
  private static final Set<AlertDescription> REJECTIONS =
      Set.of(
          AlertDescription.BAD_CERTIFICATE,
          AlertDescription.UNSUPPORTED_CERTIFICATE,
          AlertDescription.CERTIFICATE_REVOKED,
          AlertDescription.CERTIFICATE_EXPIRED,
          AlertDescription.CERTIFICATE_UNKNOWN,
          AlertDescription.UNKNOWN_CA,
          AlertDescription.CERTIFICATE_UNOBTAINABLE,
          AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE,
          AlertDescription.BAD_CERTIFICATE_HASH_VALUE);

  /** Alerts by which some stack refuses a kind of key or signature that it did not offer. */
  private static final Set<AlertDescription> MISFITS =
      Set.of(AlertDescription.HANDSHAKE_FAILURE, AlertDescription.ILLEGAL_PARAMETER);

  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.CERTIFICATE_EXPIRED,
        Codes.CERTIFICATE_NOT_YET_VALID,
        Codes.CLOCK_SKEW,
        Codes.CERTIFICATE_CHAIN_INCOMPLETE,
        Codes.CERTIFICATE_SELF_SIGNED,
        Codes.CERTIFICATE_UNTRUSTED,
        Codes.CERTIFICATE_NAME_MISMATCH,
        Codes.CERTIFICATE_REVOKED,
        Codes.CERTIFICATE_WEAK,
        Codes.CERTIFICATE_PURPOSE,
        Codes.CERTIFICATE_REJECTED,
        Codes.SIGNATURE_ALGORITHM_MISMATCH,
        Codes.GROUP_MISMATCH);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    if (!rejects(connection)) {
      return Verdict.CLEAR;
    }
    CertificateCauses causes = new CertificateCauses(connection);
    return new Verdict.Found(causes.inOrder().stream().map(causes::finding).toList());
  }

  /** Whether the end can be read as a rejection of the certificate. */
  static boolean rejects(Case connection) {
    FlowFacts facts = connection.facts();
    Ending ending = connection.ending();
    CertificateChain chain = facts.serverChain();
    if (ending.by() != Sender.CLIENT) {
      return false;
    }
    if (ending.alert().isEmpty()) {
      return closesOn(facts, ending);
    }
    Optional<AlertDescription> alert = ending.alert().flatMap(AlertSeen::description);
    if (alert.isEmpty()) {
      return chain.hasProblem();
    }
    if (alert.filter(REJECTIONS::contains).isPresent()) {
      return true;
    }
    boolean onCertificate = chain.readable() && clientSaidNothingSince(facts);
    return onCertificate
        && (saysNothing(connection) && !refusesOldRenegotiation(facts)
            || alert.get().equals(AlertDescription.HANDSHAKE_FAILURE) && chain.weak().isPresent()
            || MISFITS.contains(alert.get()) && CertificateCauses.misfit(facts).isPresent()
            || alert.get().equals(AlertDescription.DECRYPT_ERROR) && chain.fault().isPresent());
  }

  /**
   * Whether a BIG-IP sent the alert: by default (generic-alert) it says handshake_failure for every
   * fault it finds.
   */
  static boolean saysNothing(Case connection) {
    Ending ending = connection.ending();
    return connection.facts().deviceEnd().filter(ending.by()::equals).isPresent()
        && ending.alert().filter(a -> a.is(AlertDescription.HANDSHAKE_FAILURE)).isPresent();
  }

  /** A BIG-IP refuses a server without RFC 5746 by default, and certificates only if told to. */
  private static boolean refusesOldRenegotiation(FlowFacts facts) {
    return facts
        .serverHello()
        .filter(h -> !h.value().version().isTls13())
        .filter(h -> h.value().extension(RenegotiationInfo.class).isEmpty())
        .isPresent();
  }

  /** Some clients close without a word: at once, and with a fault in view, that is a rejection. */
  private static boolean closesOn(FlowFacts facts, Ending ending) {
    boolean close = ending.kind() == Ending.Kind.FIN || ending.kind() == Ending.Kind.RST;
    return close
        && !ending.afterWaiting()
        && facts.serverChain().hasProblem()
        && clientSaidNothingSince(facts);
  }

  /** Whether the client's next word after the certificate would have been its key exchange. */
  private static boolean clientSaidNothingSince(FlowFacts facts) {
    Stage stage = facts.progress().stage();
    return stage.compareTo(Stage.SERVER_CERTIFICATE) >= 0
        && stage.compareTo(Stage.CLIENT_CERTIFICATE) < 0;
  }
}
