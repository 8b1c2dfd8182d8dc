package dev.shakedown.report.json;

import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.tls.extension.Extension;
import dev.shakedown.tls.extension.SignedCertificateTimestamp;
import dev.shakedown.tls.extension.SignedCertificateTimestamps;
import dev.shakedown.tls.handshake.CertificateEntry;
import dev.shakedown.tls.handshake.CertificateMessage;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.InternationalNames;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** {@code certificates}: both chains as sent. */
final class CertificateJson {
  private CertificateJson() {}

  static void write(JsonOut out, FlowFacts facts) {
    boolean requested = facts.certificateRequest().isPresent();
    if (!requested && facts.serverCertificate().isEmpty() && facts.clientCertificate().isEmpty()) {
      return;
    }
    out.object("certificates");
    facts.serverCertificate().ifPresent(s -> chain(out, "server", s));
    facts.clientCertificate().ifPresent(s -> chain(out, "client", s));
    out.flag("clientRequested", requested);
    timestamps(out, facts);
    ChainJson.write(out, facts);
    out.endObject();
  }

  /** Those of the TLS extension: of the ServerHello, in TLS 1.3 of the end entity's entry. */
  private static void timestamps(JsonOut out, FlowFacts facts) {
    Stream<Extension> hello =
        facts.serverHello().stream().flatMap(s -> s.value().extensions().stream());
    Stream<Extension> entry =
        facts.serverCertificate().stream()
            .flatMap(s -> s.value().entries().stream().limit(1))
            .flatMap(e -> e.extensions().stream());
    List<SignedCertificateTimestamp> timestamps =
        Stream.concat(hello, entry)
            .map(Extension::body)
            .filter(SignedCertificateTimestamps.class::isInstance)
            .flatMap(b -> ((SignedCertificateTimestamps) b).timestamps().stream())
            .toList();
    if (timestamps.isEmpty()) {
      return;
    }
    out.array("signedCertificateTimestamps");
    for (SignedCertificateTimestamp timestamp : timestamps) {
      out.object()
          .text("logId", timestamp.logId().hex())
          .time("timestamp", Instant.ofEpochMilli(timestamp.timestamp()))
          .codePoint("signatureScheme", timestamp.signatureScheme())
          .endObject();
    }
    out.endArray();
  }

  private static void chain(JsonOut out, String side, Seen<CertificateMessage> seen) {
    out.array(side);
    for (CertificateEntry entry : seen.value().entries()) {
      certificate(out, entry.certificate());
    }
    out.endArray();
  }

  private static void certificate(JsonOut out, Certificate certificate) {
    out.object();
    if (!certificate.readable()) {
      out.text("sha256", certificate.sha256()).text("problem", certificate.problem()).endObject();
      return;
    }
    out.text("subject", certificate.subject())
        .text("issuer", certificate.issuer())
        .text("serial", certificate.serial())
        .time("notBefore", certificate.notBefore())
        .time("notAfter", certificate.notAfter())
        .texts("subjectAltNames", certificate.subjectAltNames());
    List<String> unicode =
        certificate.subjectAltNames().stream()
            .map(InternationalNames::withUnicode)
            .filter(n -> !certificate.subjectAltNames().contains(n))
            .toList();
    if (!unicode.isEmpty()) {
      out.texts("unicodeNames", unicode);
    }
    out.object("publicKey").text("algorithm", certificate.keyAlgorithm());
    if (certificate.keyBits() > 0) {
      out.number("bits", certificate.keyBits());
    }
    out.textIfAny("curve", certificate.curve())
        .endObject()
        .text("signatureAlgorithm", certificate.signatureAlgorithm())
        .textIfAny("signatureHash", certificate.signatureHash())
        .text("sha256", certificate.sha256())
        .flag("selfIssued", certificate.isSelfIssued())
        .flag("isCa", certificate.isCa());
    certificate.keyUsage().ifPresent(u -> out.texts("keyUsage", u));
    certificate.extendedKeyUsage().ifPresent(u -> out.texts("extendedKeyUsage", u));
    if (!certificate.caIssuers().isEmpty()) {
      out.texts("caIssuers", certificate.caIssuers());
    }
    if (!certificate.ocspResponders().isEmpty()) {
      out.texts("ocspResponders", certificate.ocspResponders());
    }
    out.textIfAny("subjectKeyId", certificate.subjectKeyId().hex())
        .textIfAny("authorityKeyId", certificate.authorityKeyId().hex());
    if (certificate.pathLength() >= 0) {
      out.number("pathLengthConstraint", certificate.pathLength());
    }
    if (certificate.scts() > 0) {
      out.number("signedCertificateTimestamps", certificate.scts());
    }
    if (certificate.mustStaple()) {
      out.flag("mustStaple", true);
    }
    out.endObject();
  }
}
