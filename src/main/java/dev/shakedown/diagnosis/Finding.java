package dev.shakedown.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One cause, with its proof. Its texts in the catalogue are {@code <code>.title}, {@code
 * <code>.explanation} and {@code <code>.next.1}, {@code .next.2}, ...; where {@code variant} is not
 * empty, {@code <code>.<variant>.explanation} and so on are preferred if they exist.
 *
 * @param code a code of the public catalogue
 * @param variant which of several explanations applies; empty for the plain one
 * @param confidence how far it is proven
 * @param evidence the frames that prove it, in order
 * @param details facts by name, for the JSON and as arguments of the texts; values as in {@link
 *     Message}
 * @param origin of what it is a consequence, where that happened on another connection
 */
public record Finding(
    String code,
    String variant,
    Confidence confidence,
    List<Evidence> evidence,
    Map<String, Object> details,
    Optional<Origin> origin) {
  public Finding {
    evidence = List.copyOf(evidence);
    details = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(details));
  }

  /** The same with more proof behind the rest. */
  public Finding with(List<Evidence> more) {
    List<Evidence> all = new java.util.ArrayList<>(evidence);
    all.addAll(more);
    return new Finding(code, variant, confidence, all, details, origin);
  }

  /** The same as a consequence of what happened on another connection. */
  public Finding causedBy(Origin other, List<Evidence> proof) {
    Finding proven = with(proof);
    return new Finding(code, variant, confidence, proven.evidence, details, Optional.of(other));
  }

  /** The same with another explanation. */
  public Finding variant(String other, Confidence otherConfidence, Map<String, Object> more) {
    Map<String, Object> all = new java.util.LinkedHashMap<>(details);
    all.putAll(more);
    return new Finding(code, other, otherConfidence, evidence, all, origin);
  }
}
