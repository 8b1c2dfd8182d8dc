package dev.shakedown.diagnosis.rules;

import java.util.Set;

/** Recognises causes of one kind. A pure function of the case; it holds no state. */
public interface Rule {
  /** The codes it may give. */
  Set<String> codes();

  /** What it makes of a connection. */
  Verdict check(Case connection);

  /** Whether it is asked only if no other rule explains why the handshake stopped. */
  default boolean lastResort() {
    return false;
  }
}
