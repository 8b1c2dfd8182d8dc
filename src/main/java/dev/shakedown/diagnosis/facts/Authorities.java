package dev.shakedown.diagnosis.facts;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.handshake.CertificateEntry;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.TrustStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of certificate authorities beyond one connection: those that any connection of the
 * capture sent, and a trust store. Bounded in certificates.
 */
public final class Authorities {
  private static final int MAX_CERTIFICATES = 4096;

  private final Map<Bytes, List<Known>> bySubject = new HashMap<>();
  private final TrustStore trustStore;

  /** By issuer: asked of every chain, and always of the same few. */
  private final Map<Bytes, Optional<String>> products = new HashMap<>();

  private int size;

  /**
   * A CA's certificate and where it was seen.
   *
   * @param flow the connection that sent it first
   */
  public record Known(Certificate certificate, int flow) {}

  public Authorities(TrustStore trustStore) {
    this.trustStore = trustStore;
  }

  /** Learns the CAs that a connection's chains hold. */
  public void learn(FlowFacts facts) {
    facts.serverCertificate().ifPresent(c -> learn(c.value().entries(), facts.flow().id()));
    facts.clientCertificate().ifPresent(c -> learn(c.value().entries(), facts.flow().id()));
  }

  private void learn(List<CertificateEntry> entries, int flow) {
    for (CertificateEntry entry : entries) {
      Certificate certificate = entry.certificate();
      if (certificate.isCa() && size < MAX_CERTIFICATES) {
        List<Known> known =
            bySubject.computeIfAbsent(certificate.subjectDer(), s -> new ArrayList<>(1));
        if (known.stream().noneMatch(k -> k.certificate().equals(certificate))) {
          known.add(new Known(certificate, flow));
          size++;
        }
      }
    }
  }

  /** A CA seen in the capture that may have issued this certificate, a root before others. */
  public Optional<Known> issuerOf(Certificate certificate) {
    List<Known> issuers =
        bySubject.getOrDefault(certificate.issuerDer(), List.of()).stream()
            .filter(k -> k.certificate().mayHaveIssued(certificate))
            .toList();
    return issuers.stream()
        .filter(k -> k.certificate().isSelfSigned())
        .findFirst()
        .or(() -> issuers.stream().findFirst());
  }

  /** The inspecting product whose CA issued a certificate. */
  public Optional<String> inspectionProduct(Certificate certificate) {
    if (products.size() > MAX_CERTIFICATES) {
      products.clear();
    }
    return products.computeIfAbsent(
        certificate.issuerDer(), i -> InspectionProducts.named(certificate.issuer()));
  }

  /** The trust store, empty where there is none. */
  public TrustStore trustStore() {
    return trustStore;
  }
}
