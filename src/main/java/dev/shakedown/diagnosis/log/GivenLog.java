package dev.shakedown.diagnosis.log;

import dev.shakedown.bytes.Limits;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The logs a run is given, and what the user says of their clock.
 *
 * @param book what they say
 * @param zone of their lines; empty to be found out
 * @param year of their lines; empty for the one nearest to the capture
 */
public record GivenLog(LogBook book, Optional<ZoneId> zone, OptionalInt year) {

  /** No log was given. */
  public static GivenLog none(Limits limits) {
    return new GivenLog(new LogBook(limits), Optional.empty(), OptionalInt.empty());
  }

  /** Lines it up with one capture. */
  public LogMatching matching(Limits limits) {
    return new LogMatching(book, zone, year, limits);
  }
}
