package dev.shakedown.anonymize;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.tls.x509.Certificate;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Who signed what, among the certificates of the captures read so far. */
final class Signatures {
  private static final int MAX_ISSUERS = 5_000;

  /** Certificates of one name: a root and its cross-certificates, or an attempt to keep us busy. */
  private static final int MAX_OF_ONE_NAME = 8;

  private final ReplacementKeys keys;
  private final Map<Bytes, Set<Certificate>> issuers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Set<Certificate>> eldest) {
          return size() > MAX_ISSUERS;
        }
      };

  Signatures(ReplacementKeys keys) {
    this.keys = keys;
  }

  ReplacementKeys keys() {
    return keys;
  }

  /** Makes a certificate known. */
  void learn(Certificate certificate) {
    if (certificate.readable()) {
      Set<Certificate> ofName =
          issuers.computeIfAbsent(certificate.subjectDer(), n -> new LinkedHashSet<>());
      if (ofName.size() < MAX_OF_ONE_NAME) {
        ofName.add(certificate);
      }
    }
  }

  /** The key that stands for the one which truly signed this certificate, if that was seen. */
  Optional<ReplacementKey> signerOf(Certificate certificate) {
    if (!certificate.readable()) {
      return Optional.empty();
    }
    return issuers.getOrDefault(certificate.issuerDer(), Set.of()).stream()
        .filter(i -> isSignedBy(certificate, i))
        .findFirst()
        .flatMap(i -> keys.of(i.publicKey()));
  }

  private static boolean isSignedBy(Certificate certificate, Certificate issuer) {
    try {
      parse(certificate.der()).verify(parse(issuer.der()).getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // wrong, or of a kind that the JDK cannot verify
    }
  }

  private static X509Certificate parse(Bytes der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(der.toArray()));
  }

  /** The AlgorithmIdentifier that stands here. */
  static AlgorithmIdentifier algorithm(byte[] buffer, DerNode node) {
    return AlgorithmIdentifier.getInstance(
        java.util.Arrays.copyOfRange(buffer, node.start(), node.end()));
  }
}
