package dev.shakedown.diagnosis.groups;

import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.tcp.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Connections that have something in common.
 *
 * @param kind what that is
 * @param finding the first one's decisive finding; absent where they have none
 * @param server the server they share; of a scan the first one tried
 * @param targets how many servers and ports they went to; more than 1 only in a scan
 * @param clients the clients' addresses; 1,000 also stand for more
 * @param outcomes how many connections came out how
 * @param flows their numbers in ascending order by capture, captures in the order given; at most
 *     1,000 of each
 * @param periodNanos from the start of one to that of the next, the median; of a health monitor
 * @param firstNanos when the first one began
 * @param lastNanos when the last one began
 */
public record Group(
    GroupKind kind,
    Optional<Finding> finding,
    Endpoint server,
    int targets,
    Set<IpAddress> clients,
    Map<Outcome, Long> outcomes,
    Map<String, List<Integer>> flows,
    OptionalLong periodNanos,
    long firstNanos,
    long lastNanos) {

  /** How many connections there are. */
  public long count() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of them came out so. */
  public long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** The number of the first connection in the first capture that has any. */
  public int firstFlow() {
    return flows.values().iterator().next().get(0);
  }
}
