package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.Authorities;
import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.diagnosis.facts.ChainTrust;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.HelloClock;
import dev.shakedown.diagnosis.facts.StapledOcsp;
import dev.shakedown.diagnosis.negotiation.Offer;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.InternationalNames;
import dev.shakedown.tls.x509.PathValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What of the server's certificates stands behind each code. */
final class ChainEvidence {
  /** Names shown as evidence; more help nobody to see that none fits. */
  private static final int MAX_NAMES = 20;

  private ChainEvidence() {}

  /** Adds the certificate a code is about, and what of it matters; the chain must be readable. */
  static void add(FindingBuilder finding, String code, Case connection) {
    FlowFacts facts = connection.facts();
    CertificateChain chain = facts.serverChain();
    long frame = chain.message().get().frame();
    Certificate shown = shown(code, chain);
    finding.detail("subject", shown.subject()).detail("issuer", shown.issuer());
    switch (code) {
      case Codes.CERTIFICATE_EXPIRED, Codes.CERTIFICATE_NOT_YET_VALID ->
          validity(finding, frame, shown);
      case Codes.CLOCK_SKEW -> clock(finding, frame, facts);
      case Codes.CERTIFICATE_NAME_MISMATCH ->
          names(finding.detail("serverName", chain.serverName().orElse("")), frame, shown);
      case Codes.CERTIFICATE_WEAK -> strength(finding, frame, shown);
      case Codes.CERTIFICATE_PURPOSE -> purpose(finding, frame, shown);
      case Codes.CERTIFICATE_REVOKED -> revocation(finding, facts, shown);
      case Codes.CERTIFICATE_CHAIN_INCOMPLETE ->
          missingIssuer(finding, frame, shown, ChainTrust.of(chain, connection.authorities()));
      case Codes.CERTIFICATE_UNTRUSTED ->
          end(finding, frame, chain, ChainTrust.of(chain, connection.authorities()));
      case Codes.SIGNATURE_ALGORITHM_MISMATCH, Codes.GROUP_MISMATCH ->
          misfit(finding, facts, frame);
      case Codes.CERTIFICATE_REJECTED -> rejected(finding, frame, chain);
      default -> chain(finding, frame, chain, shown);
    }
  }

  private static Certificate shown(String code, CertificateChain chain) {
    return switch (code) {
      case Codes.CERTIFICATE_EXPIRED -> chain.expired().orElse(chain.leaf());
      case Codes.CERTIFICATE_NOT_YET_VALID -> chain.notYetValid().orElse(chain.leaf());
      case Codes.CERTIFICATE_WEAK -> chain.weak().orElse(chain.leaf());
      case Codes.CERTIFICATE_PURPOSE -> chain.unfit().orElse(chain.leaf());
      case Codes.CERTIFICATE_UNTRUSTED, Codes.CERTIFICATE_CHAIN_INCOMPLETE -> chain.top();
      default -> chain.leaf();
    };
  }

  private static void chain(
      FindingBuilder finding, long frame, CertificateChain chain, Certificate shown) {
    finding.proof(
        frame,
        Message.of(
            "evidence.certificate.chain",
            "count",
            chain.sent().size(),
            "subject",
            shown.subject(),
            "issuer",
            shown.issuer()));
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

  private static void clock(FindingBuilder finding, long frame, FlowFacts facts) {
    CertificateChain chain = facts.serverChain();
    chain.path().forEach(c -> validity(finding, frame, c));
    finding.detail("notBefore", chain.leaf().notBefore());
    finding.detail("notAfter", chain.leaf().notAfter());
    Optional<HelloClock> clock = facts.clientClock();
    boolean right = clock.filter(c -> c.agreesWith(chain.at())).isPresent();
    boolean wrong = clock.filter(c -> c.refutes(chain)).isPresent();
    if (right || wrong) {
      finding
          .variant(right ? "clock-right" : "clock-seen")
          .detail("clientClock", clock.get().time())
          .proof(
              facts.clientHello().get().frame(),
              Message.of("evidence.client-clock", "time", clock.get().time()));
    }
  }

  private static void names(FindingBuilder finding, long frame, Certificate shown) {
    List<String> names =
        shown.subjectAltNames().stream().map(InternationalNames::withUnicode).toList();
    finding
        .detail("subjectAltNames", names)
        .proof(
            frame,
            Message.of(
                "evidence.certificate.names",
                "names",
                names.isEmpty() ? List.of(shown.subject()) : abridged(names)));
  }

  /** The first names, and how many more there are; all of them stand in the details. */
  private static List<String> abridged(List<String> names) {
    if (names.size() <= MAX_NAMES) {
      return names;
    }
    List<String> first = new ArrayList<>(names.subList(0, MAX_NAMES));
    first.add("… (+" + (names.size() - MAX_NAMES) + ")");
    return first;
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

  private static void purpose(FindingBuilder finding, long frame, Certificate shown) {
    List<String> purposes = shown.extendedKeyUsage().orElse(List.of());
    finding
        .detail("extendedKeyUsage", purposes)
        .proof(
            frame,
            Message.of(
                "evidence.certificate.purpose", "subject", shown.subject(), "purposes", purposes));
  }

  private static void revocation(FindingBuilder finding, FlowFacts facts, Certificate shown) {
    chain(finding, facts.serverChain().message().get().frame(), facts.serverChain(), shown);
    StapledOcsp.of(facts)
        .filter(StapledOcsp::revoked)
        .ifPresent(
            s ->
                finding
                    .variant("stapled")
                    .detail("revokedAt", s.single().get().revokedAt().orElseThrow())
                    .proof(
                        s.frame(),
                        Message.of(
                            "evidence.ocsp.revoked",
                            "time",
                            s.single().get().revokedAt().orElseThrow())));
  }

  private static void missingIssuer(
      FindingBuilder finding, long frame, Certificate shown, ChainTrust trust) {
    if (!shown.caIssuers().isEmpty()) {
      finding.detail("caIssuers", shown.caIssuers());
    }
    if (!shown.authorityKeyId().isEmpty()) {
      finding.detail("authorityKeyId", shown.authorityKeyId().hex());
    }
    finding.variant(
        switch (trust.end()) {
          case INTERMEDIATE -> shown.caIssuers().isEmpty() ? "proven" : "proven-aia";
          case PROBABLY_INTERMEDIATE -> shown.caIssuers().isEmpty() ? "" : "aia";
          default -> "unknown";
        });
    finding.proof(
        frame,
        Message.of(
            "evidence.certificate.issuer-missing",
            "subject",
            shown.subject(),
            "issuer",
            shown.issuer()));
    trust.issuer().ifPresent(i -> knownIssuer(finding, frame, i));
  }

  private static void end(
      FindingBuilder finding, long frame, CertificateChain chain, ChainTrust trust) {
    chain(finding, frame, chain, chain.top());
    trust.issuer().ifPresent(i -> knownIssuer(finding, frame, i));
    finding.variant(trust.end() == ChainTrust.End.ANCHOR ? "anchored" : "");
  }

  private static void knownIssuer(FindingBuilder finding, long frame, Authorities.Known issuer) {
    finding
        .detail("issuerSeenInFlow", issuer.flow())
        .proof(
            frame,
            Message.of(
                issuer.certificate().isSelfSigned()
                    ? "evidence.certificate.issuer-is-root"
                    : "evidence.certificate.issuer-elsewhere",
                "issuer",
                issuer.certificate().subject(),
                "flow",
                issuer.flow()));
  }

  private static void misfit(FindingBuilder finding, FlowFacts facts, long frame) {
    Certificate leaf = facts.serverChain().leaf();
    CertificateFit.Misfit misfit = CertificateCauses.misfit(facts).orElseThrow();
    Offer offer = Offer.of(facts).orElseThrow();
    String kind = misfit.name().toLowerCase(Locale.ROOT);
    finding
        .variant("certificate")
        .detail("misfit", kind)
        .detail(
            "offered",
            misfit == CertificateFit.Misfit.CURVE ? offer.groups() : offer.signatureSchemes())
        .clientHello(facts)
        .proof(
            frame,
            Message.of(
                "evidence.certificate.kind",
                "key",
                leaf.curve().isEmpty() ? leaf.keyAlgorithm() : leaf.curve(),
                "signature",
                leaf.signatureAlgorithm()));
  }

  private static void rejected(FindingBuilder finding, long frame, CertificateChain chain) {
    chain(finding, frame, chain, chain.leaf());
    PathValidation validation = chain.validation();
    validation
        .fault()
        .ifPresent(
            f -> {
              String kind = f.name().toLowerCase(Locale.ROOT).replace('_', '-');
              finding
                  .variant("fault")
                  .detail("fault", kind)
                  .proof(frame, Message.of("evidence.certificate.fault." + kind));
            });
    unchecked(finding, frame, validation.unchecked());
  }

  /** A signature that nobody here can verify is not called right. */
  private static void unchecked(
      FindingBuilder finding, long frame, List<Certificate> certificates) {
    if (certificates.isEmpty()) {
      return;
    }
    finding.detail(
        "unchecked", certificates.stream().map(Certificate::signatureAlgorithm).toList());
    certificates.forEach(
        c ->
            finding.proof(
                frame,
                Message.of(
                    "evidence.certificate.unchecked",
                    "subject",
                    c.subject(),
                    "signature",
                    c.signatureAlgorithm())));
  }
}
