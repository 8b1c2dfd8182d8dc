package dev.shakedown.report.html;

import dev.shakedown.report.TimelineLine;
import dev.shakedown.report.TimelineStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Where links go: names of captures, connections and rows of timelines. */
public final class Anchors {
  private final String flow;
  private final List<TimelineLine> lines;
  private final Map<Long, Integer> lineOfFrame = new HashMap<>();

  Anchors(String flow, List<TimelineLine> lines) {
    this.flow = flow;
    this.lines = List.copyOf(lines);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i) instanceof TimelineStep step) {
        lineOfFrame.putIfAbsent(step.frame(), i);
        lineOfFrame.putIfAbsent(step.lastFrame(), i);
      }
    }
  }

  /** The capture of that number in the run. */
  static String capture(int number) {
    return "c" + number;
  }

  /** A connection. */
  static String flow(int capture, int flow) {
    return capture(capture) + "-f" + flow;
  }

  /** The connection's own. */
  public String flow() {
    return flow;
  }

  /** A row of its timeline, by its index. */
  public String row(int index) {
    return flow + "-r" + index;
  }

  /** The row that shows a frame; empty if none does. */
  public String ofFrame(long frame) {
    OptionalInt line = lineOf(frame);
    return line.isPresent() ? row(line.getAsInt()) : "";
  }

  private OptionalInt lineOf(long frame) {
    if (lineOfFrame.containsKey(frame)) {
      return OptionalInt.of(lineOfFrame.get(frame));
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i) instanceof TimelineStep step
          && step.frame() < frame
          && frame < step.lastFrame()) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
