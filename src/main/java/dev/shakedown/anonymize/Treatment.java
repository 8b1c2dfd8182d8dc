package dev.shakedown.anonymize;

import java.util.Map;
import java.util.Set;

/** What becomes of a text, by where it stands. Where this list has nothing, it is a TEXT. */
enum Treatment {
  /** Made by this program, from a fixed set or of numbers: stays. */
  OURS,
  /** May hold names: words that are not of a protocol get pseudonyms. */
  TEXT,
  /** The name of a BIG-IP's object, with its partition. */
  OBJECT,
  /** The words of a reset: known ones stay. */
  RESET_CAUSE,
  /** A file's name. */
  FILE,
  /** A file's name, a colon and the number of a line. */
  LINE,
  /** A certificate's serial in hexadecimal. */
  SERIAL,
  /** A key identifier or a hash in hexadecimal. */
  HEXADECIMAL,
  /** Nobody needs it: becomes empty. */
  GONE;

  /** Components of records, {@code Record.component}. */
  private static final Map<String, Treatment> COMPONENTS =
      Map.ofEntries(
          Map.entry("MalformedRecord.problem", OURS),
          Map.entry("MalformedMessage.problem", OURS),
          Map.entry("MalformedBody.problem", OURS),
          Map.entry("Parameter.name", OURS),
          Map.entry("PlaintextEvent.protocol", OURS),
          Map.entry("Finding.code", OURS),
          Map.entry("Finding.variant", OURS),
          Map.entry("Message.key", OURS),
          Map.entry("ServerKey.algorithm", OURS),
          Map.entry("ServerKey.curve", OURS),
          Map.entry("Sighting.capture", FILE),
          Map.entry("Sighting.leaf", HEXADECIMAL),
          Map.entry("Answered.capture", FILE),
          Map.entry("Refused.capture", FILE),
          Map.entry("DeviceNote.listener", OBJECT),
          Map.entry("FlowDevice.listener", OBJECT),
          Map.entry("Reset.text", RESET_CAUSE),
          Map.entry("ResetReason.text", RESET_CAUSE),
          Map.entry("ResetReason.device", OURS),
          Map.entry("Evidence.logLine", LINE),
          Map.entry("LogLine.file", FILE),
          Map.entry("LogLine.level", OURS),
          Map.entry("LogLine.id", OURS),
          Map.entry("CaptureProblem.code", OURS),
          Map.entry("CaptureSummary.format", OURS),
          Map.entry("CaptureSummary.compression", OURS),
          Map.entry("CaptureSummary.linkTypes", OURS),
          Map.entry("CaptureInterface.linkType", OURS),
          Map.entry("CaptureInterface.name", GONE),
          Map.entry("CaptureInterface.description", GONE),
          Map.entry("CaptureInterface.filter", GONE),
          Map.entry("CaptureInterface.os", GONE),
          Map.entry("CaptureInterface.hardware", GONE),
          Map.entry("CaptureSection.comments", GONE),
          Map.entry("CaptureSection.hardware", GONE),
          Map.entry("CaptureSection.os", GONE),
          Map.entry("CaptureSection.application", GONE));

  /** Arguments of messages and details of findings that are always words of ours. */
  private static final Set<String> OWN_WORDS =
      Set.of(
          "stage",
          "side",
          "stack",
          "stacks",
          "signs",
          "product",
          "kind",
          "reason",
          "reasons",
          "misfit",
          "fault",
          "weaknesses",
          "silent",
          "timestamp",
          "position",
          "otherPosition",
          "missingFrom",
          "lacking",
          "keyAlgorithm",
          "signatureAlgorithm",
          "algorithm",
          "signature",
          "curve",
          "key",
          "stoppedBy",
          "timeoutDefaults",
          "network");

  private static final Map<String, Treatment> ARGUMENTS =
      Map.ofEntries(
          Map.entry("file", FILE),
          Map.entry("capture", FILE),
          Map.entry("otherFile", FILE),
          Map.entry("serial", SERIAL),
          Map.entry("authorityKeyId", HEXADECIMAL),
          Map.entry("subjectKeyId", HEXADECIMAL),
          Map.entry("sha256", HEXADECIMAL),
          // these names mean something else elsewhere
          Map.entry("evidence.known-timeout/names", OURS),
          Map.entry("evidence.malformed/problem", OURS),
          Map.entry("record-malformed/problem", OURS),
          Map.entry("message-malformed/problem", OURS),
          Map.entry("evidence.certificate.weak/signature", OURS),
          Map.entry("evidence.tail-without-head/from", OURS),
          Map.entry("capture-one-sided/missing", OURS));

  /** What becomes of a record's component. */
  static Treatment ofComponent(Class<?> record, String component) {
    return COMPONENTS.getOrDefault(record.getSimpleName() + '.' + component, TEXT);
  }

  /**
   * What becomes of an argument.
   *
   * @param owner the message's key or the finding's code
   */
  static Treatment ofArgument(String owner, String name) {
    Treatment special = ARGUMENTS.get(owner + '/' + name);
    if (special != null) {
      return special;
    }
    return OWN_WORDS.contains(name) ? OURS : ARGUMENTS.getOrDefault(name, TEXT);
  }
}
