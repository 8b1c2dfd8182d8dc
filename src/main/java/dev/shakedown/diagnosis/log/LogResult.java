package dev.shakedown.diagnosis.log;

import dev.shakedown.ltm.Incident;
import dev.shakedown.ltm.Unread;
import java.time.Instant;
import java.util.List;

/**
 * How a log and a capture fit together.
 *
 * @param lines lines of the log
 * @param attached lines that belong to a connection of the capture
 * @param clock the log's clock
 * @param withoutFlow failures in the time of the capture whose connection is not in it; the first
 * @param notListed how many more of those there are
 * @param states what the log says of the device in the time of the capture; the first
 * @param withoutLine connections that failed and of which the log says nothing, by number
 * @param outside failures and states at other times than the capture's
 * @param throttled whether the log says that messages of the time of the capture are missing
 * @param notKept failures and states that were too many to keep
 * @param unread what of the log was not looked at
 */
public record LogResult(
    long lines,
    long attached,
    LogClock clock,
    List<Timed> withoutFlow,
    long notListed,
    List<Timed> states,
    List<Integer> withoutLine,
    long outside,
    boolean throttled,
    long notKept,
    Unread unread) {
  public LogResult {
    withoutFlow = List.copyOf(withoutFlow);
    states = List.copyOf(states);
    withoutLine = List.copyOf(withoutLine);
  }

  /** What the log says, and when. */
  public record Timed(Incident incident, Instant time) {}
}
