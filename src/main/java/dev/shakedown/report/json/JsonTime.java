package dev.shakedown.report.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as the contract writes them: UTC with nine decimals. */
final class JsonTime {
  private static final long NANOS = 1_000_000_000L;

  private JsonTime() {}

  static String format(long epochNanos) {
    return format(Math.floorDiv(epochNanos, NANOS), (int) Math.floorMod(epochNanos, NANOS));
  }

  static String format(Instant time) {
    long seconds = time.getEpochSecond();
    boolean fits =
        seconds >= LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC)
            && seconds <= LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);
    return fits ? format(seconds, time.getNano()) : time.toString();
  }

  private static String format(long seconds, int nanos) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(30);
    pad(text, time.getYear(), 4).append('-');
    pad(text, time.getMonthValue(), 2).append('-');
    pad(text, time.getDayOfMonth(), 2).append('T');
    pad(text, time.getHour(), 2).append(':');
    pad(text, time.getMinute(), 2).append(':');
    pad(text, time.getSecond(), 2).append('.');
    return pad(text, nanos, 9).append('Z').toString();
  }

  private static StringBuilder pad(StringBuilder text, int value, int width) {
    String digits = Integer.toString(value);
    for (int i = digits.length(); i < width; i++) {
      text.append('0');
    }
    return text.append(digits);
  }
}
