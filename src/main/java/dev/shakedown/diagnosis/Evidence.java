package dev.shakedown.diagnosis;

/**
 * What proves something: a frame, or a line of a device's log.
 *
 * @param frame the frame's number, from 1; 0 for a line of a log
 * @param logLine where the line stands, {@code ltm:12}; empty for a frame
 * @param text one plain sentence
 */
public record Evidence(long frame, String logLine, Message text) {
  /** What a frame proves. */
  public Evidence(long frame, Message text) {
    this(frame, "", text);
  }

  /** Where to look it up: {@code #7} for a frame, {@code ltm:12} for a line. */
  public String place() {
    return logLine.isEmpty() ? "#" + frame : logLine;
  }

  /** What a line of a log says. */
  public static Evidence ofLog(String logLine, Message text) {
    return new Evidence(0, logLine, text);
  }
}
