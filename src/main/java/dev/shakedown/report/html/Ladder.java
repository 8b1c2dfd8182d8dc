package dev.shakedown.report.html;

import java.util.List;

/**
 * A sequence diagram: lanes side by side, time running downwards. All numbers are units of the
 * drawing, about a pixel each.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param lanes left to right
 * @param arrows in order of time
 * @param pauses where somebody waited, or lines are left out
 */
public record Ladder(
    int width, int height, List<Lane> lanes, List<Arrow> arrows, List<Pause> pauses) {
  public Ladder {
    lanes = List.copyOf(lanes);
    arrows = List.copyOf(arrows);
    pauses = List.copyOf(pauses);
  }

  /**
   * One end, or a device between.
   *
   * @param name what it is
   * @param address its address and port
   * @param x where its line stands
   * @param align how its head is set: {@code start}, {@code middle} or {@code end}
   */
  public record Lane(String name, String address, int x, String align) {}

  /**
   * What one frame carried.
   *
   * @param y where the arrow lies
   * @param from x of its tail
   * @param to x of its head; the same as {@code from} where nothing was sent
   * @param kind how it is drawn
   * @param labels what it carried, top down
   * @param time since the connection began, as text
   * @param frame its number
   * @param stopped what to write where the handshake ended here; else empty
   */
  public record Arrow(
      int y,
      int from,
      int to,
      Kind kind,
      List<Label> labels,
      String time,
      long frame,
      String stopped) {
    public Arrow {
      labels = List.copyOf(labels);
    }

    /** The middle of the arrow. */
    public int middle() {
      return (from + to) / 2;
    }

    /** From the head towards the tail: 1 or -1. */
    public int back() {
      return to > from ? -1 : 1;
    }
  }

  /** A line of text at an arrow. */
  public record Label(int y, String text) {}

  /** A line of text between arrows. */
  public record Pause(int y, String text) {}

  /** How an arrow is drawn; each kind differs by shape, not only by colour. */
  public enum Kind {
    PLAIN("plain"),
    /** Sent before: dashed. */
    AGAIN("again"),
    /** Lost, or not in the capture: dotted, with a gap. */
    GAP("gap"),
    /** A reset: a cross at its head. */
    RESET("reset"),
    /** An alert or an error from the network. */
    ALARM("alarm"),
    /** Nothing was sent. */
    NOTE("note");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The name of its style. */
    public String id() {
      return id;
    }
  }
}
