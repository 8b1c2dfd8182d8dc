package dev.shakedown.diagnosis.log;

import dev.shakedown.ltm.LogTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The clock a log was written by: what turns its local times into points in time.
 *
 * @param zone of lines that do not name one themselves
 * @param year of lines that do not name one themselves; empty for the one nearest to the capture
 * @param origin where the zone is known from
 * @param near a point in time of the capture
 */
public record LogClock(ZoneId zone, OptionalInt year, Origin origin, Instant near) {

  /** Where the zone is known from. */
  public enum Origin {
    /** The user gave it. */
    GIVEN,
    /** The lines name it themselves. */
    WRITTEN,
    /** With it most lines fall into the life of the connection they name. */
    DERIVED,
    /** No line decides: UTC. */
    ASSUMED;

    /** The name in texts and JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** When a line was written. */
  public Instant instant(LogTime time) {
    ZoneId of = time.offset().<ZoneId>map(o -> o).orElse(zone);
    LocalDateTime local =
        time.year().isEmpty() && year.isPresent()
            ? time.inYear(year.getAsInt())
            : time.nearest(LocalDateTime.ofInstant(near, of));
    return local.atZone(of).toInstant();
  }

  /** How long the moment of a line may last: the usual forms count in seconds. */
  static Duration precision(LogTime time) {
    return time.time().equals(time.time().truncatedTo(ChronoUnit.SECONDS))
        ? Duration.ofSeconds(1)
        : Duration.ZERO;
  }

  /** The offset from UTC at the time of the capture. */
  public ZoneOffset offset() {
    return zone.getRules().getOffset(near);
  }
}
