package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.tls.registry.AlertDescription;
import java.util.Map;
import java.util.Set;

/**
 * An alert that blames the other side's messages or records, or the sender itself (RFC 8446 6.2).
 */
final class ProtocolAlert implements Rule {
  private static final Map<AlertDescription, String> CODES =
      Map.ofEntries(
          Map.entry(AlertDescription.DECODE_ERROR, Codes.MESSAGE_MALFORMED),
          Map.entry(AlertDescription.ILLEGAL_PARAMETER, Codes.MESSAGE_MALFORMED),
          Map.entry(AlertDescription.MISSING_EXTENSION, Codes.MESSAGE_MALFORMED),
          Map.entry(AlertDescription.UNSUPPORTED_EXTENSION, Codes.MESSAGE_MALFORMED),
          Map.entry(AlertDescription.UNEXPECTED_MESSAGE, Codes.UNEXPECTED_MESSAGE),
          Map.entry(AlertDescription.RECORD_OVERFLOW, Codes.RECORD_OVERFLOW),
          Map.entry(AlertDescription.BAD_RECORD_MAC, Codes.DECRYPTION_FAILED),
          Map.entry(AlertDescription.DECRYPTION_FAILED, Codes.DECRYPTION_FAILED),
          Map.entry(AlertDescription.DECRYPT_ERROR, Codes.DECRYPTION_FAILED),
          Map.entry(AlertDescription.DECOMPRESSION_FAILURE, Codes.DECRYPTION_FAILED),
          Map.entry(AlertDescription.USER_CANCELED, Codes.PEER_CANCELED),
          Map.entry(AlertDescription.INTERNAL_ERROR, Codes.PEER_INTERNAL_ERROR),
          Map.entry(AlertDescription.GENERAL_ERROR, Codes.PEER_INTERNAL_ERROR));

  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.MESSAGE_MALFORMED,
        Codes.UNEXPECTED_MESSAGE,
        Codes.RECORD_OVERFLOW,
        Codes.DECRYPTION_FAILED,
        Codes.PEER_INTERNAL_ERROR,
        Codes.PEER_CANCELED,
        Codes.HANDSHAKE_FAILURE);
  }

  @Override
  public boolean lastResort() {
    return true;
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Ending ending = connection.ending();
    if (ending.alert().isEmpty()) {
      return Verdict.CLEAR;
    }
    AlertSeen alert = ending.alert().get();
    if (ending.kind() == Ending.Kind.CLOSURE_ALERT) {
      return FindingBuilder.certain(Codes.PEER_CANCELED)
          .variant(FindingBuilder.side(alert.from()))
          .lastStep(facts)
          .alert(alert)
          .verdict();
    }
    if (alert.description().isEmpty()) {
      return Verdict.CLEAR;
    }
    String code = CODES.getOrDefault(alert.description().get(), Codes.HANDSHAKE_FAILURE);
    boolean byDevice = facts.deviceEnd().filter(alert.from()::equals).isPresent();
    boolean general = byDevice && alert.is(AlertDescription.HANDSHAKE_FAILURE);
    return FindingBuilder.certain(code)
        .variant(general ? "big-ip" : FindingBuilder.side(alert.from()))
        .lastStep(facts)
        .alert(alert)
        .verdict();
  }
}
