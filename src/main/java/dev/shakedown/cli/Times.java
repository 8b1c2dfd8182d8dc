package dev.shakedown.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Points in time as users write them. */
final class Times {
  private Times() {}

  /** Reads a date, a date and time (UTC unless an offset is given), or seconds since 1970. */
  static Optional<Instant> parse(String text) {
    if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
      return text.length() > 9 + 1
          ? Optional.empty()
          : Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    }
    String iso = text.replace(' ', 'T');
    if (iso.indexOf('T') < 0) {
      iso += "T00:00:00";
    }
    int time = iso.indexOf('T');
    boolean zoned = iso.endsWith("Z") || iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0;
    try {
      return Optional.of(OffsetDateTime.parse(zoned ? iso : iso + "Z").toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
