package dev.shakedown.ltm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When a line was written. Syslog's form (RFC 3164 4.1.2) and that of tmsh name neither year nor
 * zone: they are the device's local time. The form of ISO 8601 names both.
 *
 * @param day month and day
 * @param time of the day, to the second or finer
 * @param year empty where the line does not name it
 * @param offset empty where the line does not name it
 * @param text as it stands in the line
 */
public record LogTime(
    MonthDay day, LocalTime time, OptionalInt year, Optional<ZoneOffset> offset, String text) {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  /** Holds every day that any year has. */
  private static final int LEAP_YEAR = 2000;

  /** Years without a 29th of February follow each other eight times at most. */
  private static final int MAX_YEARS_AWAY = 8;

  /**
   * Reads {@code Nov 4 02:03:04}, {@code 2023-11-15T07:13:30.5+09:00}, {@code 11-14 22:13:30};
   * empty where it is none of these forms, or no date.
   */
  static Optional<LogTime> parse(String text) {
    try {
      if (text.length() > 10 && text.charAt(10) == 'T') {
        OffsetDateTime exact = OffsetDateTime.parse(text);
        return Optional.of(
            new LogTime(
                MonthDay.from(exact),
                exact.toLocalTime(),
                OptionalInt.of(exact.getYear()),
                Optional.of(exact.getOffset()),
                text));
      }
      boolean syslog = Character.isLetter(text.charAt(0));
      int month =
          syslog
              ? MONTHS.indexOf(text.substring(0, 3)) + 1
              : Integer.parseInt(text.substring(0, 2));
      int day = Integer.parseInt(text.substring(syslog ? 4 : 3, syslog ? 6 : 5).strip());
      // a leap second has no place in Java's day
      String time = text.substring(text.length() - 8).replaceAll(":60$", ":59");
      return Optional.of(
          new LogTime(
              MonthDay.of(month, day),
              LocalTime.parse(time),
              OptionalInt.empty(),
              Optional.empty(),
              text));
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** The local time it stands for; without a year of its own in the one that is nearest. */
  public LocalDateTime nearest(LocalDateTime near) {
    if (year.isPresent()) {
      return inYear(year.getAsInt());
    }
    LocalDateTime best = null;
    for (int away = -MAX_YEARS_AWAY; away <= MAX_YEARS_AWAY; away++) {
      int candidate = near.getYear() + away;
      if (day.isValidYear(candidate)) {
        LocalDateTime time = inYear(candidate);
        boolean nearer =
            best == null
                || Duration.between(near, time).abs().compareTo(Duration.between(near, best).abs())
                    < 0;
        best = nearer ? time : best;
      }
    }
    return best;
  }

  /** The local time it stands for in a year; the 29th of February becomes the 28th if need be. */
  public LocalDateTime inYear(int of) {
    return day.atYear(of).atTime(time);
  }

  /** Seconds from this line to another; across New Year too, where the lines name no year. */
  long secondsUntil(LogTime that) {
    if (offset.isPresent() && that.offset.isPresent()) {
      return Duration.between(atOffset(), that.atOffset()).toSeconds();
    }
    LocalDateTime here = inYear(LEAP_YEAR);
    LocalDateTime there = that.inYear(LEAP_YEAR);
    long seconds = Duration.between(here, there).toSeconds();
    long wholeYear = Duration.ofDays(Year.of(LEAP_YEAR).length()).toSeconds();
    return seconds > wholeYear / 2
        ? seconds - wholeYear
        : seconds < -wholeYear / 2 ? seconds + wholeYear : seconds;
  }

  private OffsetDateTime atOffset() {
    return inYear(year.orElse(LEAP_YEAR)).atOffset(offset.orElse(ZoneOffset.UTC));
  }
}
