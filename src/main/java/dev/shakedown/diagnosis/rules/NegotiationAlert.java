package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.negotiation.Offer;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.extension.OfferedPsks;
import dev.shakedown.tls.extension.ProtocolNames;
import dev.shakedown.tls.extension.RenegotiationInfo;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An alert that names what could not be agreed on (RFC 8446 6.2, RFC 6066 3, RFC 7301 3.2). */
final class NegotiationAlert implements Rule {
  private static final Map<AlertDescription, String> CODES =
      Map.ofEntries(
          Map.entry(AlertDescription.PROTOCOL_VERSION, Codes.VERSION_MISMATCH),
          Map.entry(AlertDescription.NO_APPLICATION_PROTOCOL, Codes.ALPN_MISMATCH),
          Map.entry(AlertDescription.UNRECOGNIZED_NAME, Codes.SNI_UNRECOGNIZED),
          Map.entry(AlertDescription.INAPPROPRIATE_FALLBACK, Codes.INAPPROPRIATE_FALLBACK),
          Map.entry(AlertDescription.INSUFFICIENT_SECURITY, Codes.INSUFFICIENT_SECURITY),
          Map.entry(AlertDescription.EXPORT_RESTRICTION, Codes.INSUFFICIENT_SECURITY),
          Map.entry(AlertDescription.UNKNOWN_PSK_IDENTITY, Codes.PSK_REJECTED),
          Map.entry(AlertDescription.ECH_REQUIRED, Codes.ECH_REJECTED),
          Map.entry(AlertDescription.ACCESS_DENIED, Codes.ACCESS_DENIED),
          Map.entry(AlertDescription.NO_RENEGOTIATION, Codes.RENEGOTIATION_FAILED));

  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.VERSION_MISMATCH,
        Codes.ALPN_MISMATCH,
        Codes.SNI_UNRECOGNIZED,
        Codes.SNI_MISSING,
        Codes.INAPPROPRIATE_FALLBACK,
        Codes.INSUFFICIENT_SECURITY,
        Codes.PSK_REJECTED,
        Codes.ECH_REJECTED,
        Codes.ACCESS_DENIED,
        Codes.RENEGOTIATION_FAILED);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    if (connection.ending().alert().isEmpty()
        || connection.ending().alert().get().description().isEmpty()) {
      return Verdict.CLEAR;
    }
    AlertSeen alert = connection.ending().alert().get();
    AlertDescription description = alert.description().get();
    if (alert.from() == Sender.SERVER && rejectsPsk(facts, description)) {
      return finding(Codes.PSK_REJECTED, Confidence.LIKELY, facts, alert).verdict();
    }
    String code = CODES.get(description);
    if (code == null
        || description.equals(AlertDescription.ACCESS_DENIED) && clientCertificate(facts)) {
      return Verdict.CLEAR;
    }
    if (code.equals(Codes.RENEGOTIATION_FAILED) && isFirstHandshake(facts)) {
      return Verdict.CLEAR; // there is nothing to renegotiate yet
    }
    if (code.equals(Codes.SNI_UNRECOGNIZED) && facts.serverName().isEmpty()) {
      code = Codes.SNI_MISSING;
    }
    return finding(code, Confidence.CERTAIN, facts, alert).verdict();
  }

  /** Whether the hello says that no handshake came before it (RFC 5746 3.4, 3.5). */
  private static boolean isFirstHandshake(FlowFacts facts) {
    return facts
        .decisiveClientHello()
        .filter(
            h ->
                h.value()
                    .extension(RenegotiationInfo.class)
                    .map(r -> r.renegotiatedConnection().isEmpty())
                    .orElse(true))
        .isPresent();
  }

  private static boolean clientCertificate(FlowFacts facts) {
    return facts.clientCertificate().isPresent();
  }

  /** A binder that does not verify ends in decrypt_error or, in OpenSSL, illegal_parameter. */
  private static boolean rejectsPsk(FlowFacts facts, AlertDescription description) {
    boolean offered =
        facts
            .decisiveClientHello()
            .flatMap(h -> h.value().extension(OfferedPsks.class))
            .isPresent();
    boolean byBinder =
        description.equals(AlertDescription.DECRYPT_ERROR)
            || description.equals(AlertDescription.ILLEGAL_PARAMETER)
            || description.equals(AlertDescription.BAD_RECORD_MAC);
    return offered && byBinder && facts.serverHello().isEmpty();
  }

  private static FindingBuilder finding(
      String code, Confidence confidence, FlowFacts facts, AlertSeen alert) {
    FindingBuilder finding =
        confidence == Confidence.CERTAIN
            ? FindingBuilder.certain(code)
            : FindingBuilder.likely(code);
    boolean hello = facts.decisiveClientHello().isPresent();
    finding.variant(alert.from() == Sender.CLIENT ? "client" : hello ? "offer" : "");
    facts
        .decisiveClientHello()
        .ifPresent(
            h -> {
              switch (code) {
                case Codes.VERSION_MISMATCH ->
                    Offer.of(facts).ifPresent(o -> finding.detail("offered", o.versions()));
                case Codes.ALPN_MISMATCH ->
                    finding.detail(
                        "offered",
                        h.value()
                            .extension(ProtocolNames.class)
                            .map(ProtocolNames::names)
                            .orElse(List.of()));
                case Codes.SNI_UNRECOGNIZED ->
                    finding.detail("serverName", facts.serverName().orElse(""));
                default -> {}
              }
            });
    facts.version().ifPresent(v -> finding.detail("chosen", v));
    return finding.clientHello(facts).alert(alert);
  }
}
