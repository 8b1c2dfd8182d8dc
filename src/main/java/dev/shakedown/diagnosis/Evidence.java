package dev.shakedown.diagnosis;

/**
 * What proves something: a frame, or a line of a device's log.
 *
 * @param frame the frame's number, from 1; 0 for a line of a log
 * @param logLine where the line stands, {@code ltm:12}; empty for a frame
 * @param text one plain sentence
 */
public record Evidence(long frame, String logLine, Message text) {
  private static final String ELSEWHERE = "evidence.other-flow";

  /** What a frame proves. */
  public Evidence(long frame, Message text) {
    this(frame, "", text);
  }

  /** What a line of a log says. */
  public static Evidence ofLog(String logLine, Message text) {
    return new Evidence(0, logLine, text);
  }

  /** Where to look it up: {@code #7} for a frame, {@code ltm:12} for a line. */
  public String place() {
    return logLine.isEmpty() ? "#" + frame : logLine;
  }

  /** The same as evidence for what happened on another connection as its consequence. */
  public Evidence ofFlow(int flow) {
    Message elsewhere = Message.of(ELSEWHERE, "flow", String.valueOf(flow), "text", text);
    return new Evidence(frame, logLine, elsewhere);
  }

  /** Whether its frame belongs to another connection than the finding. */
  public boolean isOfOtherFlow() {
    return text.key().equals(ELSEWHERE);
  }
}
