package dev.shakedown.diagnosis.rules;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.diagnosis.facts.ChainTrust;
import dev.shakedown.tls.handshake.CertificateRequest;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server may have had against a client's certificate; values of {@code details.reason}. */
final class ClientCertificateFaults {
  private static final String EXPIRED = "expired";
  private static final String NOT_YET_VALID = "not-yet-valid";
  private static final String SELF_SIGNED = "self-signed";
  private static final String NOT_NAMED = "issuer-not-named";
  private static final String INCOMPLETE = "chain-incomplete";
  private static final String PURPOSE = "purpose";
  private static final String WEAK = "weak";
  private static final String REVOKED = "revoked";
  private static final String UNTRUSTED = "untrusted";
  private static final String CLOCK = "server-clock";

  /** What alerts say by themselves, where the certificate does not show it. */
  private static final Map<AlertDescription, String> BY_ALERT =
      Map.of(
          AlertDescription.CERTIFICATE_REVOKED, REVOKED,
          AlertDescription.UNKNOWN_CA, UNTRUSTED,
          AlertDescription.CERTIFICATE_EXPIRED, CLOCK);

  /** Which visible faults an alert may mean; without it all may be meant. */
  private static final Map<AlertDescription, List<String>> MEANT =
      Map.of(
          AlertDescription.CERTIFICATE_REVOKED, List.of(),
          AlertDescription.UNKNOWN_CA, List.of(SELF_SIGNED, NOT_NAMED, INCOMPLETE),
          AlertDescription.CERTIFICATE_EXPIRED, List.of(EXPIRED, NOT_YET_VALID));

  private ClientCertificateFaults() {}

  /** The reasons, the one that the alert speaks of first; empty if nothing shows any. */
  static List<String> of(Case connection, Optional<AlertDescription> alert) {
    CertificateChain chain = connection.facts().clientChain();
    if (!chain.readable()) {
      return List.of();
    }
    List<String> visible = visible(chain, connection);
    List<String> reasons = new ArrayList<>(visible);
    if (alert.isPresent() && MEANT.containsKey(alert.get())) {
      reasons.retainAll(MEANT.get(alert.get()));
      if (reasons.isEmpty()) {
        reasons.add(BY_ALERT.get(alert.get()));
      }
      visible.stream().filter(v -> !reasons.contains(v)).forEach(reasons::add);
    }
    return reasons;
  }

  private static List<String> visible(CertificateChain chain, Case connection) {
    List<String> found = new ArrayList<>();
    if (chain.expired().isPresent()) {
      found.add(EXPIRED);
    }
    if (chain.notYetValid().isPresent()) {
      found.add(NOT_YET_VALID);
    }
    if (chain.selfSigned()) {
      found.add(SELF_SIGNED);
    } else if (!named(connection).isEmpty()) {
      if (unnamed(chain, named(connection))) {
        found.add(NOT_NAMED);
      }
    } else if (ChainTrust.of(chain, connection.authorities()).end()
        == ChainTrust.End.INTERMEDIATE) {
      found.add(INCOMPLETE);
    }
    if (chain.wrongPurpose()) {
      found.add(PURPOSE);
    }
    if (chain.weak().isPresent()) {
      found.add(WEAK);
    }
    return found;
  }

  /** Names of the CAs that the server said it accepts; empty if it named none. */
  private static List<Bytes> named(Case connection) {
    return connection
        .facts()
        .certificateRequest()
        .map(r -> r.value())
        .map(CertificateRequest::authorities)
        .orElse(List.of());
  }

  /** Whether no certificate sent is issued by one of these CAs, or is one of them. */
  private static boolean unnamed(CertificateChain chain, List<Bytes> names) {
    return chain.path().stream()
        .noneMatch(c -> names.contains(c.issuerDer()) || names.contains(c.subjectDer()));
  }
}
