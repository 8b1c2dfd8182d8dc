package dev.shakedown.report.html;

import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.log.Logged;
import dev.shakedown.report.TimelineStep;
import dev.shakedown.tcp.Sender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where links go: names of captures, connections and rows of timelines. */
public final class Anchors {
  private final int capture;
  private final int first;
  private final List<Row> rows;

  /** The first row that shows a frame or a line of a log. */
  private final Map<String, Integer> rowOfPlace = new HashMap<>();

  /** For what is shown in one piece under the number of its {@code first} connection. */
  Anchors(int capture, int first, List<Row> rows) {
    this.capture = capture;
    this.first = first;
    this.rows = List.copyOf(rows);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).line() instanceof TimelineStep step) {
        rowOfPlace.putIfAbsent(place(step), i);
        rowOfPlace.putIfAbsent("#" + step.lastFrame(), i);
      }
    }
  }

  private static String place(TimelineStep step) {
    return step.event() instanceof Logged logged ? logged.line().place() : "#" + step.frame();
  }

  /** The capture of that number in the run. */
  static String capture(int number) {
    return "c" + number;
  }

  /** A connection. */
  static String flow(int capture, int flow) {
    return capture(capture) + "-f" + flow;
  }

  /** One of its connections. */
  public String flow(int flow) {
    return flow(capture, flow);
  }

  /** The whole. */
  public String flow() {
    return flow(first);
  }

  /** A row of its timeline, by its index. */
  public String row(int index) {
    return flow() + "-r" + index;
  }

  /** The row that shows what proves something of a connection; empty if none does. */
  public String of(Evidence evidence, int flow) {
    Integer exact = rowOfPlace.get(evidence.place());
    if (exact != null) {
      return row(exact);
    }
    for (int i = 0; i < rows.size(); i++) {
      boolean elsewhere = rows.get(i).flow() != flow;
      if (elsewhere == evidence.isOfOtherFlow() && encloses(rows.get(i), evidence.frame())) {
        return row(i);
      }
    }
    return "";
  }

  /** Whether it is one row for many frames of one side, and that one may be among them. */
  private static boolean encloses(Row row, long frame) {
    return row.line() instanceof TimelineStep step
        && step.from() != Sender.LOG
        && step.from() != Sender.NETWORK
        && step.frame() < frame
        && frame < step.lastFrame();
  }
}
