package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.ServerChain;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.ArrayList;
import java.util.List;
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
        Codes.CERTIFICATE_REJECTED);
  }

  @Override
  public Verdict check(Case connection) {
    if (!connection.failed()) {
      return Verdict.CLEAR;
    }
    FlowFacts facts = connection.facts();
    ServerChain chain = facts.serverChain();
    Optional<AlertSeen> alert = rejection(connection);
    if (alert.isPresent()) {
      List<String> causes = new ArrayList<>(causes(chain, alert.get()));
      return new Verdict.Found(causes.stream().map(c -> finding(c, facts, alert.get())).toList());
    }
    return Verdict.CLEAR;
  }

  /**
   * The client's alert that rejects the certificate, readable or hidden behind a faulty
   * certificate.
   */
  private static Optional<AlertSeen> rejection(Case connection) {
    FlowFacts facts = connection.facts();
    Optional<AlertSeen> ending = connection.ending().alert().filter(a -> a.from() == Sender.CLIENT);
    if (ending.flatMap(AlertSeen::description).filter(REJECTIONS::contains).isPresent()) {
      return ending;
    }
    boolean hidden = ending.filter(a -> a.description().isEmpty()).isPresent();
    boolean handshakeFailure =
        ending.filter(a -> a.is(AlertDescription.HANDSHAKE_FAILURE)).isPresent()
            && facts.serverChain().weak().isPresent();
    return (hidden && facts.serverChain().hasProblem()) || handshakeFailure
        ? ending
        : Optional.empty();
  }

  /** The causes, the one the alert speaks of first. */
  private static List<String> causes(ServerChain chain, AlertSeen alert) {
    int description = alert.description().map(AlertDescription::code).orElse(46);
    if (description == 45) {
      return List.of(expiry(chain));
    }
    if (description == 44) {
      return List.of(Codes.CERTIFICATE_REVOKED);
    }
    List<String> visible = visible(chain);
    if (description == 48) {
      return trust(chain, visible);
    }
    if (!visible.isEmpty()) {
      return visible;
    }
    if (!chain.readable()) {
      return List.of(Codes.CERTIFICATE_REJECTED);
    }
    if (description == 113 || description == 111 || description == 114) {
      return List.of(Codes.CERTIFICATE_REJECTED);
    }
    return trust(chain, visible);
  }

  private static String expiry(ServerChain chain) {
    if (chain.notYetValid().isPresent() && chain.expired().isEmpty()) {
      return Codes.CERTIFICATE_NOT_YET_VALID;
    }
    return chain.readable() && chain.expired().isEmpty()
        ? Codes.CLOCK_SKEW
        : Codes.CERTIFICATE_EXPIRED;
  }

  /** Faults that the certificates show by themselves, the one a client meets first in front. */
  private static List<String> visible(ServerChain chain) {
    List<String> found = new ArrayList<>();
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
    if (chain.notForServers()) {
      found.add(Codes.CERTIFICATE_PURPOSE);
    }
    if (chain.weak().isPresent()) {
      found.add(Codes.CERTIFICATE_WEAK);
    }
    return found;
  }

  private static List<String> trust(ServerChain chain, List<String> visible) {
    List<String> found = new ArrayList<>();
    if (chain.selfSigned()) {
      found.add(Codes.CERTIFICATE_SELF_SIGNED);
    } else if (chain.lacksIntermediate()) {
      found.add(Codes.CERTIFICATE_CHAIN_INCOMPLETE);
    } else {
      found.add(Codes.CERTIFICATE_UNTRUSTED);
    }
    visible.stream().filter(c -> !found.contains(c)).forEach(found::add);
    return found;
  }

  private static Finding finding(String code, FlowFacts facts, AlertSeen alert) {
    ServerChain chain = facts.serverChain();
    boolean named = alert.description().filter(d -> d.code() != 46 && d.code() != 42).isPresent();
    boolean proven = named && (chain.readable() || !code.equals(Codes.CERTIFICATE_EXPIRED));
    FindingBuilder finding =
        code.equals(Codes.CERTIFICATE_CHAIN_INCOMPLETE) || code.equals(Codes.CLOCK_SKEW) || !proven
            ? FindingBuilder.likely(code)
            : FindingBuilder.certain(code);
    if (!chain.readable()) {
      finding.variant("hidden");
    }
    ChainEvidence.add(finding, code, chain);
    return finding.alert(alert).build();
  }
}
