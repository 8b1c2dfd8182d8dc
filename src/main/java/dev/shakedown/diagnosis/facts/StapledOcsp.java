package dev.shakedown.diagnosis.facts;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.StapledStatus;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.handshake.CertificateStatus;
import dev.shakedown.tls.x509.OcspStatus;
import dev.shakedown.tls.x509.OcspStatuses;
import dev.shakedown.tls.x509.SignatureCheck;
import java.util.Optional;

/**
 * The server's stapled OCSP response for its end entity (RFC 6066 8, RFC 8446 4.4.2.1).
 *
 * @param frame where it was sent
 * @param status decoded
 * @param single what it says of the end entity; absent if it says nothing of it
 * @param stale whether it was out of date at the capture's time
 */
public record StapledOcsp(
    long frame, OcspStatus status, Optional<OcspStatus.Single> single, boolean stale) {

  /** The first response stapled; absent if there was none. */
  public static Optional<StapledOcsp> of(FlowFacts facts) {
    return ofMessage(facts)
        .or(() -> ofEntry(facts))
        .filter(r -> !r.value().isEmpty())
        .map(r -> of(facts.serverChain(), r));
  }

  private static StapledOcsp of(CertificateChain chain, Seen<Bytes> response) {
    OcspStatus status = OcspStatuses.decode(response.value());
    Optional<OcspStatus.Single> single =
        chain.readable() ? status.of(chain.leaf()) : Optional.empty();
    return new StapledOcsp(
        response.frame(), status, single, single.filter(s -> s.staleAt(chain.at())).isPresent());
  }

  /** Whether it says that the end entity is revoked. */
  public boolean revoked() {
    return single.filter(s -> s.status().equals("revoked")).isPresent();
  }

  /** Whether the issuer, if it was sent, signed it. */
  public SignatureCheck signature(CertificateChain chain) {
    return chain.path().size() < 2
        ? SignatureCheck.UNCHECKED
        : SignatureCheck.of(status, chain.path().get(1));
  }

  private static Optional<Seen<Bytes>> ofMessage(FlowFacts facts) {
    for (Seen<TlsEvent.Handshake> message : facts.handshake()) {
      if (message.value().message() instanceof CertificateStatus status
          && !status.responses().isEmpty()
          && status.statusType().code() <= 2) {
        return Optional.of(facts.at(message.index(), status.responses().get(0)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Seen<Bytes>> ofEntry(FlowFacts facts) {
    Optional<Seen<CertificateMessage>> message = facts.serverCertificate();
    return message
        .flatMap(m -> m.value().entries().stream().findFirst())
        .flatMap(
            e ->
                e.extensions().stream()
                    .map(Extension::body)
                    .filter(StapledStatus.class::isInstance)
                    .map(b -> ((StapledStatus) b).response())
                    .findFirst())
        .map(r -> facts.at(message.get().index(), r));
  }
}
