package dev.shakedown.report.json;

import dev.shakedown.diagnosis.facts.CertificateChain;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.StapledOcsp;
import dev.shakedown.tls.x509.Certificate;
import dev.shakedown.tls.x509.OcspStatus;
import java.util.Locale;

/** {@code certificates.serverChain} and {@code certificates.stapledOcsp}: the server's, judged. */
final class ChainJson {
  private ChainJson() {}

  static void write(JsonOut out, FlowFacts facts) {
    CertificateChain chain = facts.serverChain();
    if (chain.readable()) {
      chain(out, chain);
    }
    StapledOcsp.of(facts).ifPresent(s -> staple(out, s, chain));
  }

  private static void chain(JsonOut out, CertificateChain chain) {
    out.object("serverChain")
        .flag("datesValid", chain.expired().isEmpty() && chain.notYetValid().isEmpty())
        .flag("selfSigned", chain.selfSigned());
    if (chain.serverName().isPresent()) {
      out.flag("nameMatches", !chain.nameMismatch());
    }
    out.flag("purposeFits", !chain.wrongPurpose())
        .flag("weak", chain.weak().isPresent())
        .number("pathLength", chain.path().size())
        .flag("rootSent", chain.rootSent())
        .flag("outOfOrder", chain.outOfOrder())
        .number("repeats", chain.repeats());
    if (!chain.needless().isEmpty()) {
      out.texts("needless", chain.needless().stream().map(ChainJson::name).toList());
    }
    if (!chain.top().isSelfSigned()) {
      out.object("issuerNotSent").text("name", chain.top().issuer());
      out.textIfAny("keyId", chain.top().authorityKeyId().hex());
      if (!chain.top().caIssuers().isEmpty()) {
        out.texts("caIssuers", chain.top().caIssuers());
      }
      out.endObject();
    }
    out.endObject();
  }

  private static String name(Certificate certificate) {
    return certificate.readable() ? certificate.subject() : certificate.sha256();
  }

  private static void staple(JsonOut out, StapledOcsp staple, CertificateChain chain) {
    OcspStatus status = staple.status();
    out.object("stapledOcsp").number("frame", staple.frame());
    out.textIfAny("problem", status.problem())
        .textIfAny("responseStatus", status.responseStatus())
        .textIfAny("responder", status.responder());
    status.producedAt().ifPresent(t -> out.time("producedAt", t));
    if (staple.single().isPresent()) {
      OcspStatus.Single single = staple.single().get();
      out.text("status", single.status()).time("thisUpdate", single.thisUpdate());
      single.nextUpdate().ifPresent(t -> out.time("nextUpdate", t));
      single.revokedAt().ifPresent(t -> out.time("revokedAt", t));
      out.flag("stale", staple.stale())
          .text("signature", staple.signature(chain).name().toLowerCase(Locale.ROOT));
    }
    if (status.scts() > 0) {
      out.number("signedCertificateTimestamps", status.scts());
    }
    out.endObject();
  }
}
