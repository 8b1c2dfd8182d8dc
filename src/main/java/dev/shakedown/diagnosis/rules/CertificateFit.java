package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.diagnosis.negotiation.Offer;
import dev.shakedown.tls.extension.CertificateSignatureAlgorithms;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.registry.NamedGroup;
import dev.shakedown.tls.registry.ProtocolVersion;
import dev.shakedown.tls.registry.SignatureScheme;
import dev.shakedown.tls.x509.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a server's certificates are of a kind that the ClientHello said it accepts. */
final class CertificateFit {
  /** In what a certificate does not fit. */
  enum Misfit {
    /** The end entity's key makes no signature that signature_algorithms lists. */
    KEY,
    /** A certificate's signature is not in signature_algorithms_cert or signature_algorithms. */
    SIGNATURE,
    /**
     * The end entity's curve is not in supported_groups (RFC 8422 5.3; of no matter in TLS 1.3).
     */
    CURVE
  }

  private CertificateFit() {}

  /** The first misfit; none where the hello does not say what it accepts. */
  static Optional<Misfit> misfit(
      CertificateChain chain, ClientHello hello, Optional<ProtocolVersion> version) {
    Offer offer = Offer.of(hello);
    List<SignatureScheme> schemes = offer.signatureSchemes();
    List<SignatureScheme> certificates =
        hello
            .extension(CertificateSignatureAlgorithms.class)
            .map(CertificateSignatureAlgorithms::schemes)
            .orElse(schemes);
    Certificate leaf = chain.leaf();
    if (!schemes.isEmpty() && !accepted(schemes, ofKey(leaf))) {
      return Optional.of(Misfit.KEY);
    }
    boolean signatures =
        chain.path().stream()
            .filter(c -> !c.isSelfSigned())
            .allMatch(c -> accepted(certificates, ofSignature(c)));
    if (!certificates.isEmpty() && !signatures) {
      return Optional.of(Misfit.SIGNATURE);
    }
    List<NamedGroup> groups = offer.groups();
    boolean legacy = version.filter(v -> !v.isTls13()).isPresent();
    boolean curve =
        groups.isEmpty()
            || leaf.curve().isEmpty()
            || groups.stream().anyMatch(g -> g.name().equals(leaf.curve()));
    return legacy && !curve ? Optional.of(Misfit.CURVE) : Optional.empty();
  }

  /** What cannot be named in these terms is taken for accepted. */
  private static boolean accepted(List<SignatureScheme> offered, Set<Integer> needed) {
    return needed.isEmpty() || offered.stream().anyMatch(s -> needed.contains(s.code()));
  }

  private static Set<Integer> ofKey(Certificate leaf) {
    return switch (leaf.keyAlgorithm()) {
      case "RSA" -> Set.of(0x0101, 0x0201, 0x0301, 0x0401, 0x0501, 0x0601, 0x0804, 0x0805, 0x0806);
      case "RSASSA-PSS" -> Set.of(0x0809, 0x080a, 0x080b);
      case "EC" -> Set.of(0x0203, 0x0303, 0x0403, 0x0503, 0x0603, 0x081a, 0x081b, 0x081c);
      case "DSA" -> Set.of(0x0202, 0x0302, 0x0402, 0x0502, 0x0602);
      default -> ofPureScheme(leaf.keyAlgorithm());
    };
  }

  private static Set<Integer> ofSignature(Certificate certificate) {
    int hash =
        switch (certificate.signatureHash()) {
          case "MD5" -> 1;
          case "SHA1" -> 2;
          case "SHA224" -> 3;
          case "SHA256" -> 4;
          case "SHA384" -> 5;
          case "SHA512" -> 6;
          default -> 0;
        };
    String algorithm = certificate.signatureAlgorithm();
    if (algorithm.equals("RSASSA-PSS") && hash >= 4) {
      return Set.of(0x0804 + hash - 4, 0x0809 + hash - 4);
    }
    if (hash == 0) {
      return ofPureScheme(algorithm);
    }
    if (algorithm.endsWith("withRSA")) {
      return Set.of(hash << 8 | 1);
    }
    if (algorithm.endsWith("withECDSA")) {
      return Set.of(hash << 8 | 3, 0x081a + Math.max(0, hash - 4));
    }
    return algorithm.endsWith("withDSA") ? Set.of(hash << 8 | 2) : Set.of();
  }

  private static Set<Integer> ofPureScheme(String algorithm) {
    return switch (algorithm) {
      case "Ed25519" -> Set.of(0x0807);
      case "Ed448" -> Set.of(0x0808);
      case "ML-DSA-44" -> Set.of(0x0904);
      case "ML-DSA-65" -> Set.of(0x0905);
      case "ML-DSA-87" -> Set.of(0x0906);
      default -> Set.of();
    };
  }
}
