package dev.shakedown.corpus;

import java.util.List;
import java.util.Optional;

/**
 * A part of an expectation, with its claims: about the capture, one connection, or all other
 * connections.
 *
 * @param line number of its first line, 1 and up
 * @param flow the connection; empty in the other two
 * @param claims in order
 */
record Section(int line, Optional<FlowKey> flow, List<Claim> claims) {
  /** The number of its last line that says something. */
  int lastLine() {
    return claims.isEmpty() ? line : claims.get(claims.size() - 1).line();
  }
}
