package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.ResetMeaning;
import dev.shakedown.diagnosis.log.LogReasons;
import dev.shakedown.diagnosis.log.Logged;
import dev.shakedown.diagnosis.log.Logged.Tie;
import dev.shakedown.ltm.LogMessage;
import dev.shakedown.ltm.Meaning;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the log of a device adds to a connection that did not come to its end. The wire decides what
 * happened; the log may name the device's reason for it. A line without a reason is evidence only.
 */
public final class LogReading {
  /** Findings that name what happened and no cause of it. */
  private static final Set<String> SYMPTOMS =
      Set.of(
          Codes.HANDSHAKE_FAILURE,
          Codes.RESET_AFTER_CLIENT_HELLO,
          Codes.RESET_DURING_HANDSHAKE,
          Codes.CLOSED_DURING_HANDSHAKE,
          Codes.PEER_INTERNAL_ERROR,
          Codes.ENCRYPTED_ALERT,
          Codes.CERTIFICATE_REJECTED);

  private static final Set<String> PLAINTEXT =
      Set.of(
          Codes.PLAINTEXT_HTTP_TO_TLS_PORT,
          Codes.PLAINTEXT_TO_TLS_PORT,
          Codes.UNKNOWN_PROTOCOL,
          Codes.RECORD_MALFORMED);

  private static final Map<Integer, String> BY_ALERT =
      Map.of(
          AlertDescription.PROTOCOL_VERSION.code(), Codes.VERSION_MISMATCH,
          AlertDescription.INSUFFICIENT_SECURITY.code(), Codes.INSUFFICIENT_SECURITY,
          AlertDescription.INAPPROPRIATE_FALLBACK.code(), Codes.INAPPROPRIATE_FALLBACK,
          AlertDescription.UNRECOGNIZED_NAME.code(), Codes.SNI_UNRECOGNIZED,
          AlertDescription.NO_APPLICATION_PROTOCOL.code(), Codes.ALPN_MISMATCH);

  /** What a state of the device may have to do with. */
  private static final Map<Meaning, Set<String>> TOUCHES =
      Map.of(
          Meaning.CRYPTO_DEVICE, Set.of(Codes.SERVER_SILENT, Codes.HANDSHAKE_TIMEOUT),
          Meaning.RULE_ERROR,
              Set.of(
                  Codes.RESET_AFTER_CLIENT_HELLO,
                  Codes.RESET_DURING_HANDSHAKE,
                  Codes.CLOSED_DURING_HANDSHAKE,
                  Codes.CLOSED_BEFORE_HELLO),
          Meaning.POOL_EMPTY,
              Set.of(
                  Codes.RESET_AFTER_CLIENT_HELLO,
                  Codes.RESET_DURING_HANDSHAKE,
                  Codes.CLOSED_DURING_HANDSHAKE,
                  Codes.CLOSED_BEFORE_HELLO),
          Meaning.PORTS_EXHAUSTED,
              Set.of(Codes.RESET_DURING_HANDSHAKE, Codes.CLOSED_DURING_HANDSHAKE),
          Meaning.RATE_LIMIT,
              Set.of(
                  Codes.HANDSHAKE_FAILURE,
                  Codes.RESET_AFTER_CLIENT_HELLO,
                  Codes.CLOSED_DURING_HANDSHAKE,
                  Codes.SERVER_SILENT),
          Meaning.PROFILE_NOT_LOADED,
              Set.of(
                  Codes.HANDSHAKE_FAILURE, Codes.SNI_UNRECOGNIZED, Codes.RESET_AFTER_CLIENT_HELLO));

  private LogReading() {}

  /** The findings with what the log adds. */
  public static List<Finding> sharpen(Case connection, List<Finding> findings) {
    List<Logged> lines = new ArrayList<>();
    connection.facts().events(Logged.class).forEach(l -> lines.add(l.value()));
    if (lines.isEmpty() || !connection.failed() && !connection.stalled()) {
      return findings;
    }
    List<Logged> own = lines.stream().filter(l -> l.tie() != Tie.DEVICE).toList();
    List<Evidence> evidence = new ArrayList<>(own.stream().map(LogReading::evidence).toList());
    Optional<Logged> reason =
        own.stream()
            .filter(l -> l.meaning().explains() && fits(l, connection))
            .min(Comparator.comparing(Logged::meaning).thenComparing(Logged::tie));
    Optional<String> code = reason.flatMap(r -> code(r, connection, findings));
    List<Finding> sharpened = new ArrayList<>(findings);
    if (code.isPresent()) {
      put(sharpened, code.get(), reason.get(), evidence, connection);
    } else if (!sharpened.isEmpty()) {
      sharpened.set(0, sharpened.get(0).with(evidence));
    }
    if (!sharpened.isEmpty()) {
      Finding first = sharpened.get(0);
      List<Evidence> states =
          lines.stream()
              .filter(l -> l.tie() == Tie.DEVICE)
              .filter(l -> TOUCHES.getOrDefault(l.meaning(), Set.of()).contains(first.code()))
              .map(LogReading::evidence)
              .toList();
      sharpened.set(0, first.with(meanings(own, first)).with(states));
    }
    return sharpened;
  }

  /** What the words of a logged reset mean, where they explain the finding and it is not told. */
  private static List<Evidence> meanings(List<Logged> lines, Finding finding) {
    List<Evidence> meanings = new ArrayList<>();
    for (Logged logged : lines) {
      if (logged.line().message() instanceof LogMessage.ResetSent reset) {
        ResetMeaning meaning = ResetMeaning.of(reset.cause());
        Message told = Message.of("evidence.reset-meaning." + meaning.id());
        boolean known = finding.evidence().stream().anyMatch(e -> e.text().equals(told));
        if (meaning.explains(finding.code()) && !known) {
          meanings.add(Evidence.ofLog(logged.line().place(), told));
        }
      }
    }
    return meanings;
  }

  private static void put(
      List<Finding> findings,
      String code,
      Logged reason,
      List<Evidence> evidence,
      Case connection) {
    Confidence confidence = confidence(reason);
    Optional<Finding> known = findings.stream().filter(f -> f.code().equals(code)).findFirst();
    Finding found =
        known.isPresent()
            ? raised(known.get(), confidence).with(evidence)
            : logged(code, confidence, reason, connection).with(evidence);
    known.ifPresent(findings::remove);
    if (!findings.isEmpty()
        && SYMPTOMS.contains(findings.get(0).code())
        && found.confidence() != Confidence.POSSIBLE) {
      findings.remove(0);
    }
    boolean proven = !findings.isEmpty() && findings.get(0).confidence() == Confidence.CERTAIN;
    findings.add(proven ? 1 : 0, found);
  }

  /** What names no connection is its reason by circumstances only. */
  private static Confidence confidence(Logged reason) {
    if (reason.meaning() == Meaning.NO_USABLE_PROFILE) {
      return Confidence.POSSIBLE;
    }
    return reason.tie() == Tie.NAMED && reason.meaning() != Meaning.RENEGOTIATION
        ? Confidence.CERTAIN
        : Confidence.LIKELY;
  }

  private static Finding raised(Finding finding, Confidence confidence) {
    return confidence.compareTo(finding.confidence()) >= 0
        ? finding
        : finding.variant("logged", confidence, Map.of());
  }

  private static Finding logged(
      String code, Confidence confidence, Logged reason, Case connection) {
    return FindingBuilder.of(code, confidence)
        .variant("logged")
        .detail("logged", reason.line().text())
        .clientHello(connection.facts())
        .end(connection.ending())
        .build();
  }

  private static Evidence evidence(Logged logged) {
    String kind =
        switch (logged.tie()) {
          case NAMED -> logged.meaning().explains() ? "says" : "names";
          case ORDER -> "order";
          case TIME -> "time";
          case DEVICE -> "device";
        };
    return Evidence.ofLog(
        logged.line().place(), Message.of("evidence.log." + kind, "text", logged.line().text()));
  }

  /** Whether the alert the line speaks of is the one on the wire, as far as that is readable. */
  private static boolean fits(Logged logged, Case connection) {
    Optional<AlertDescription> seen = connection.ending().alert().flatMap(AlertSeen::description);
    return !(logged.line().message() instanceof LogMessage.ConnectionError error)
        || seen.isEmpty()
        || seen.get().code() == error.alert();
  }

  /** The code a line proves; absent where the wire has to say it, or nobody can. */
  private static Optional<String> code(Logged logged, Case connection, List<Finding> findings) {
    boolean hello = connection.facts().clientHello().isPresent();
    return switch (logged.meaning()) {
      case NOT_SSL -> findings.stream().findFirst().map(Finding::code).filter(PLAINTEXT::contains);
      case NO_USABLE_PROFILE ->
          Optional.of(
                  connection.facts().serverName().isPresent()
                      ? Codes.SNI_UNRECOGNIZED
                      : Codes.SNI_MISSING)
              .filter(c -> hello);
      case PEER_CERTIFICATE -> Optional.of(certificateCode(logged, connection));
      case OTHER_ERROR ->
          logged.line().message() instanceof LogMessage.ConnectionError error && hello
              ? Optional.ofNullable(BY_ALERT.get(error.alert()))
              : Optional.empty();
      default -> LogReasons.code(logged.meaning()).filter(c -> hello);
    };
  }

  /** Whose certificate it was the wire tells: the client's, if the server asked for one. */
  private static String certificateCode(Logged logged, Case connection) {
    boolean asked =
        connection.facts().certificateRequest().isPresent()
            || connection.facts().clientCertificate().isPresent();
    String text = logged.line().text();
    if (asked) {
      return Codes.CLIENT_CERTIFICATE_REJECTED;
    }
    if (text.contains("expired")) {
      return Codes.CERTIFICATE_EXPIRED;
    }
    if (text.contains("self signed") || text.contains("self-signed")) {
      return Codes.CERTIFICATE_SELF_SIGNED;
    }
    return text.contains("issuer certificate") || text.contains("verify the first certificate")
        ? Codes.CERTIFICATE_UNTRUSTED
        : Codes.CERTIFICATE_REJECTED;
  }
}
