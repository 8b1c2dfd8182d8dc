package dev.shakedown.diagnosis.groups;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Ending;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FinishedFlow;

/**
 * The few numbers of a connection by which patterns are recognised.
 *
 * @param pair who spoke with whom
 * @param likeness what it has in common with one that is the same again
 * @param greeted whether the client sent a ClientHello
 * @param startNanos its first frame
 * @param decidedNanos what ended its handshake
 * @param endNanos its last frame
 */
record Attempt(
    String capture,
    int flow,
    Pair pair,
    Likeness likeness,
    boolean greeted,
    long startNanos,
    long decidedNanos,
    long endNanos) {

  /** Who spoke with whom; the client's port does not count. */
  record Pair(IpAddress source, Endpoint server) implements Comparable<Pair> {
    // Written out, as below: every run compares some (see Endpoint).

    @Override
    public boolean equals(Object that) {
      return that instanceof Pair other
          && source.equals(other.source)
          && server.equals(other.server);
    }

    @Override
    public int hashCode() {
      return 31 * source.hashCode() + server.hashCode();
    }

    /** So that a map is not slow whose keys somebody made all have one hash. */
    @Override
    public int compareTo(Pair other) {
      int bySource = source.compareTo(other.source);
      return bySource == 0 ? server.compareTo(other.server) : bySource;
    }
  }

  /**
   * What is equal when a program does the same again with the same result.
   *
   * @param code the decisive finding's; empty without one
   * @param serverName the name asked for; empty without one
   * @param clientBytes payload bytes the client sent
   */
  record Likeness(Outcome outcome, String code, String serverName, long clientBytes) {
    @Override
    public boolean equals(Object that) {
      return that instanceof Likeness other
          && outcome == other.outcome
          && clientBytes == other.clientBytes
          && code.equals(other.code)
          && serverName.equals(other.serverName);
    }

    @Override
    public int hashCode() {
      int hash = 31 * outcome.hashCode() + code.hashCode();
      return 31 * (31 * hash + serverName.hashCode()) + Long.hashCode(clientBytes);
    }
  }

  static Attempt of(String capture, Diagnosis diagnosis) {
    FinishedFlow flow = diagnosis.facts().flow();
    String code = diagnosis.findings().isEmpty() ? "" : diagnosis.findings().get(0).code();
    boolean silence = diagnosis.facts().ending().kind() == Ending.Kind.SILENCE;
    return new Attempt(
        capture,
        flow.id(),
        new Pair(flow.client().address(), flow.server()),
        new Likeness(
            diagnosis.outcome(),
            code,
            diagnosis.facts().serverName().orElse(""),
            flow.clientFacts().bytesSent()),
        diagnosis.facts().clientHello().isPresent(),
        flow.startNanos(),
        silence ? flow.endNanos() : diagnosis.facts().ending().epochNanos(),
        flow.endNanos());
  }

  Outcome outcome() {
    return likeness.outcome();
  }

  boolean hasFinding() {
    return !likeness.code().isEmpty();
  }

  /** Whether the handshake did not come about. */
  boolean failed() {
    return switch (outcome()) {
      case FAILED, STALLED, NO_CONNECTION -> true;
      case COMPLETED, INDETERMINATE, NOT_ATTEMPTED, NOT_TLS -> false;
    };
  }
}
