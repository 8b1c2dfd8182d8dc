package dev.shakedown.tls.x509;

import dev.shakedown.bytes.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An OCSP response as stapled (RFC 6960 4.2).
 *
 * @param der as sent
 * @param problem why it could not be decoded; empty if it could
 * @param responseStatus {@code successful}, {@code tryLater}, ...; only a successful one says more
 * @param responder name, or hexadecimal hash of the key, of who signed it
 * @param producedAt when it was signed
 * @param statuses one per certificate
 * @param certificates sent along to verify the signature with, DER
 * @param scts number of signed certificate timestamps in it (RFC 6962 3.3)
 * @param signed tbsResponseData and the signature over it; absent if there is none
 */
public record OcspStatus(
    Bytes der,
    String problem,
    String responseStatus,
    String responder,
    Optional<Instant> producedAt,
    List<Single> statuses,
    List<Bytes> certificates,
    int scts,
    Optional<Signed> signed) {
  public OcspStatus {
    statuses = List.copyOf(statuses);
    certificates = List.copyOf(certificates);
  }

  /**
   * What it says of one certificate.
   *
   * @param serial of the certificate, hexadecimal without leading zeros
   * @param status {@code good}, {@code revoked} or {@code unknown}
   * @param revokedAt only if revoked
   * @param nextUpdate absent: newer information is always available (RFC 6960 4.2.2.1)
   */
  public record Single(
      String serial,
      String status,
      Optional<Instant> revokedAt,
      Instant thisUpdate,
      Optional<Instant> nextUpdate) {

    /** Whether it was out of date, or not yet in force. */
    public boolean staleAt(Instant time) {
      return thisUpdate.isAfter(time) || nextUpdate.filter(n -> n.isBefore(time)).isPresent();
    }
  }

  /** What it says of this certificate. */
  public Optional<Single> of(Certificate certificate) {
    return statuses.stream().filter(s -> s.serial().equals(certificate.serial())).findFirst();
  }
}
