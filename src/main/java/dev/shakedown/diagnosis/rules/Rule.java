package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Outcome;
import java.util.EnumSet;
import java.util.Set;

/** Recognises causes of one kind. A pure function of the case; it holds no state. */
public interface Rule {
  /** The codes it may give. */
  Set<String> codes();

  /** The outcomes that it can say something about; about others it is not asked. */
  default Set<Outcome> outcomes() {
    return EnumSet.allOf(Outcome.class);
  }

  /** What it makes of a connection. */
  Verdict check(Case connection);

  /** Whether it is asked only if no other rule explains why the handshake stopped. */
  default boolean lastResort() {
    return false;
  }
}
