package dev.shakedown.diagnosis.log;

import dev.shakedown.ltm.LogLine;
import dev.shakedown.ltm.Meaning;
import dev.shakedown.tcp.FlowEvent;

/** A line of the log as an event of a connection. */
public record Logged(LogLine line, Tie tie) implements FlowEvent {

  /** What ties the line to the connection, strongest first. */
  public enum Tie {
    /** It names the connection, or is the only reason next to the only line that does. */
    NAMED,
    /** It stands right before a line that names it; the process wrote of others, too. */
    ORDER,
    /** It names none; this is the only connection that failed at that moment. */
    TIME,
    /** It tells a state of the device while the connection lived. */
    DEVICE
  }

  /** What the line tells. */
  public Meaning meaning() {
    return Meaning.of(line);
  }
}
