package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import java.util.List;

/** A rule's answer. */
public sealed interface Verdict {
  /** The rule does not apply, or applies and finds nothing. */
  Verdict CLEAR = new Found(List.of());

  /** What the rule found, most decisive first. */
  record Found(List<Finding> findings) implements Verdict {
    public Found {
      findings = List.copyOf(findings);
    }
  }

  /** The capture does not hold what the rule needs: silence would read as a pass. */
  record CannotTell(Message why) implements Verdict {}

  /** One finding. */
  static Verdict found(Finding finding) {
    return new Found(List.of(finding));
  }
}
