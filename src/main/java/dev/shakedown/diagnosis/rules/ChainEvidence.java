package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.ServerChain;
import dev.shakedown.tls.x509.Certificate;
import java.util.List;

/** What of the certificates stands behind each code. */
final class ChainEvidence {
  private ChainEvidence() {}

  /** Adds the certificate a code is about, and what of it matters; nothing if none was readable. */
  static void add(FindingBuilder finding, String code, ServerChain chain) {
    if (!chain.readable()) {
      return;
    }
    long frame = chain.message().get().frame();
    Certificate shown = shown(code, chain);
    finding.detail("subject", shown.subject()).detail("issuer", shown.issuer());
    switch (code) {
      case Codes.CERTIFICATE_EXPIRED, Codes.CLOCK_SKEW, Codes.CERTIFICATE_NOT_YET_VALID ->
          validity(finding, frame, shown);
      case Codes.CERTIFICATE_NAME_MISMATCH ->
          names(finding.detail("serverName", chain.serverName().orElse("")), frame, shown);
      case Codes.CERTIFICATE_WEAK -> strength(finding, frame, shown);
      case Codes.CERTIFICATE_CHAIN_INCOMPLETE -> missingIssuer(finding, frame, shown);
      default ->
          finding.proof(
              frame,
              Message.of(
                  "evidence.certificate.chain",
                  "count",
                  chain.message().get().value().entries().size(),
                  "subject",
                  shown.subject(),
                  "issuer",
                  shown.issuer()));
    }
  }

  private static Certificate shown(String code, ServerChain chain) {
    return switch (code) {
      case Codes.CERTIFICATE_EXPIRED -> chain.expired().orElse(chain.leaf());
      case Codes.CERTIFICATE_NOT_YET_VALID -> chain.notYetValid().orElse(chain.leaf());
      case Codes.CERTIFICATE_WEAK -> chain.weak().orElse(chain.leaf());
      case Codes.CERTIFICATE_UNTRUSTED -> chain.top();
      default -> chain.leaf();
    };
  }

  private static void validity(FindingBuilder finding, long frame, Certificate shown) {
    finding
        .detail("notBefore", shown.notBefore())
        .detail("notAfter", shown.notAfter())
        .proof(
            frame,
            Message.of(
                "evidence.certificate.validity",
                "subject",
                shown.subject(),
                "notBefore",
                shown.notBefore(),
                "notAfter",
                shown.notAfter()));
  }

  private static void names(FindingBuilder finding, long frame, Certificate shown) {
    List<String> names = shown.subjectAltNames();
    finding
        .detail("subjectAltNames", names)
        .proof(
            frame,
            Message.of(
                "evidence.certificate.names",
                "names",
                names.isEmpty() ? List.of(shown.subject()) : names));
  }

  private static void strength(FindingBuilder finding, long frame, Certificate shown) {
    finding
        .detail("keyAlgorithm", shown.keyAlgorithm())
        .detail("keyBits", shown.keyBits())
        .detail("signatureAlgorithm", shown.signatureAlgorithm())
        .proof(
            frame,
            Message.of(
                "evidence.certificate.weak",
                "algorithm",
                shown.keyAlgorithm(),
                "bits",
                shown.keyBits(),
                "signature",
                shown.signatureAlgorithm()));
  }

  private static void missingIssuer(FindingBuilder finding, long frame, Certificate shown) {
    if (!shown.caIssuers().isEmpty()) {
      finding.detail("caIssuers", shown.caIssuers());
    }
    finding.proof(
        frame,
        Message.of(
            "evidence.certificate.issuer-missing",
            "subject",
            shown.subject(),
            "issuer",
            shown.issuer()));
  }
}
