package dev.shakedown.report;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.tcp.Sender;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The timeline of a relayed connection in three lanes: client, relay, server. It holds the lines of
 * both sides in order of time, as the device saw them; equal times keep the order of the frames.
 * Every message stands in the lane of who sent it, with an arrow to who received it; what stands
 * between two lanes (an ICMP error, lines left out) has {@code from} equal to {@code to}.
 */
public final class LaneTimeline {
  /** Who takes part. */
  public enum Lane {
    CLIENT,
    /** The device that captured, between the two. */
    RELAY,
    SERVER
  }

  /**
   * A line.
   *
   * @param line what is said
   * @param epochNanos its time
   * @param flow the connection it belongs to
   * @param from the lane it stands in
   * @param to where its arrow points to; {@code from} where there is no arrow
   */
  public record Line(TimelineLine line, long epochNanos, int flow, Lane from, Lane to) {}

  private LaneTimeline() {}

  /** The lines of a block of several sides, in order. */
  public static List<Line> of(Catalogue catalogue, FlowBlock block) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < block.sides().size(); i++) {
      side(catalogue, block.sides().get(i), i > 0, lines);
    }
    lines.sort(Comparator.comparingLong(Line::epochNanos)); // stable: each side keeps its order
    return lines;
  }

  private static void side(
      Catalogue catalogue, Diagnosis diagnosis, boolean towardsServer, List<Line> lines) {
    int flow = diagnosis.facts().flow().id();
    boolean consequence =
        diagnosis.findings().stream().findFirst().flatMap(f -> f.origin()).isPresent();
    long time = diagnosis.facts().flow().startNanos();
    Lane client = towardsServer ? Lane.RELAY : Lane.CLIENT;
    Lane server = towardsServer ? Lane.SERVER : Lane.RELAY;
    for (TimelineLine line : new TimelineSteps(catalogue, diagnosis).lines()) {
      Lane from = client;
      Lane to = client;
      TimelineLine shown = line;
      if (line instanceof TimelineStep step) {
        time = Math.max(time, step.epochNanos());
        shown = consequence ? step.notDecisive() : step;
        boolean spoken = step.from() == Sender.CLIENT || step.from() == Sender.SERVER;
        from = step.from() == Sender.SERVER ? server : client;
        to = !spoken ? from : from == client ? server : client;
      }
      lines.add(new Line(shown, time, flow, from, to));
    }
  }
}
