package dev.shakedown.report;

import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.Sender;

/**
 * A line of a timeline for people: one event, or several that are worth one line only.
 *
 * @param epochNanos of the first event
 * @param frame of the first event
 * @param lastFrame of the last event
 * @param from whose lane it stands in
 * @param label what it is
 * @param gist the rest; may be empty
 * @param alarming whether it speaks of trouble
 * @param decisive whether the connection stopped here
 * @param event the first event
 */
public record TimelineStep(
    long epochNanos,
    long frame,
    long lastFrame,
    Sender from,
    String label,
    String gist,
    boolean alarming,
    boolean decisive,
    FlowEvent event)
    implements TimelineLine {

  /** The number of its frame; {@code log} for a line of a log. */
  public String where() {
    return from == Sender.LOG ? "log" : Long.toString(frame);
  }

  /** Seconds since then, with six decimals. */
  public String secondsSince(long startNanos) {
    long nanos = epochNanos - startNanos;
    String micros = Long.toString(1_000_000 + Math.abs(nanos) / 1000 % 1_000_000);
    return nanos / 1_000_000_000L + "." + micros.substring(1);
  }

  /** The same where the connection stopped as a consequence of what happened elsewhere. */
  TimelineStep notDecisive() {
    return new TimelineStep(
        epochNanos, frame, lastFrame, from, label, gist, alarming, false, event);
  }
}
