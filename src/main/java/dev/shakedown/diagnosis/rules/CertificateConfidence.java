package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.diagnosis.facts.ChainTrust;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.Optional;
import java.util.Set;

/** How far alert and certificates together prove why a certificate was rejected. */
final class CertificateConfidence {
  /** Alerts that many stacks send whatever is wrong with a certificate. */
  private static final Set<AlertDescription> GENERAL =
      Set.of(AlertDescription.BAD_CERTIFICATE, AlertDescription.CERTIFICATE_UNKNOWN);

  private final Case connection;
  private final CertificateChain chain;
  private final boolean named;

  /**
   * @param alert the client's alert; absent where it is hidden or there was none
   */
  CertificateConfidence(Case connection, Optional<AlertDescription> alert) {
    this.connection = connection;
    this.chain = connection.facts().serverChain();
    this.named = alert.filter(a -> !GENERAL.contains(a)).isPresent();
  }

  FindingBuilder of(String code) {
    return switch (code) {
      case Codes.CLOCK_SKEW -> clock();
      case Codes.CERTIFICATE_CHAIN_INCOMPLETE -> incomplete(code);
      case Codes.CERTIFICATE_UNTRUSTED -> untrusted(code);
      case Codes.SIGNATURE_ALGORITHM_MISMATCH, Codes.GROUP_MISMATCH -> FindingBuilder.likely(code);
      case Codes.CERTIFICATE_EXPIRED -> either(named && chain.readable(), code);
      case Codes.CERTIFICATE_REJECTED -> either(true, code); // it says no more than the alert
      default -> either(named, code);
    };
  }

  /** A client whose own hello shows the right time has not a wrong clock, but an old root. */
  private FindingBuilder clock() {
    boolean right =
        connection.facts().clientClock().filter(c -> c.agreesWith(chain.at())).isPresent();
    return right
        ? FindingBuilder.possible(Codes.CLOCK_SKEW)
        : FindingBuilder.likely(Codes.CLOCK_SKEW);
  }

  private FindingBuilder incomplete(String code) {
    return switch (ChainTrust.of(chain, connection.authorities()).end()) {
      case INTERMEDIATE -> either(named, code);
      case PROBABLY_INTERMEDIATE -> FindingBuilder.likely(code);
      default -> FindingBuilder.possible(code);
    };
  }

  private FindingBuilder untrusted(String code) {
    boolean complete =
        !chain.readable()
            || ChainTrust.of(chain, connection.authorities()).end() != ChainTrust.End.PROBABLY_ROOT;
    return either(named && complete, code);
  }

  private static FindingBuilder either(boolean proven, String code) {
    return proven ? FindingBuilder.certain(code) : FindingBuilder.likely(code);
  }
}
