package dev.shakedown.ltm;

import java.util.OptionalInt;

/**
 * A line of the log.
 *
 * @param file what the user called the log
 * @param number the line's number, from 1
 * @param time as the device's clock showed it
 * @param host the device's name, on a chassis with its slot: {@code slot1/bigip1}; empty if absent
 * @param level {@code warning}, {@code err}, ...; empty where a remote server wrote the line
 * @param process {@code tmm1}, {@code mcpd}, ...
 * @param id the message's number, 8 hexadecimal digits in lower case; empty if absent
 * @param severity the digit behind it; -1 if absent
 * @param message what it says
 * @param text the same in its own words, control characters replaced; cut where it is very long
 */
public record LogLine(
    String file,
    long number,
    LogTime time,
    String host,
    String level,
    String process,
    String id,
    int severity,
    LogMessage message,
    String text) {

  /** The number of the traffic process (TMM) that wrote it; empty if another process did. */
  public OptionalInt tmm() {
    if (!process.startsWith("tmm")) {
      return OptionalInt.empty();
    }
    String digits = process.substring(process.startsWith("tmm.") ? 4 : 3);
    boolean number = digits.length() < 4 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return !number
        ? OptionalInt.empty()
        : OptionalInt.of(digits.isEmpty() ? 0 : Integer.parseInt(digits));
  }

  /** Where it stands: {@code ltm:12}. */
  public String place() {
    return file + ":" + number;
  }

  /** Whether the same process of the same device wrote both. */
  boolean sameProcess(LogLine that) {
    return process.equals(that.process) && host.equals(that.host);
  }
}
