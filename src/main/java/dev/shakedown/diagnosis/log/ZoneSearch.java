package dev.shakedown.diagnosis.log;

import dev.shakedown.diagnosis.log.Lives.Life;
import dev.shakedown.diagnosis.log.LogBook.Pair;
import dev.shakedown.ltm.Incident;
import dev.shakedown.ltm.LogLine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the offset of a device's clock from UTC: the one by which most lines that name a connection
 * fall into the life of that connection.
 */
final class ZoneSearch {
  private static final int STEP_SECONDS = 15 * 60;
  private static final int MIN_STEPS = -12 * 4;
  private static final int MAX_STEPS = 14 * 4;

  /** How well an offset fits. */
  private record Candidate(int seconds, long lines, long distance) {}

  private ZoneSearch() {}

  /** The offset; empty if no line decides. */
  static Optional<ZoneOffset> search(
      List<Incident> incidents, Lives lives, OptionalInt year, Instant near) {
    LogClock utc = new LogClock(ZoneOffset.UTC, year, LogClock.Origin.ASSUMED, near);
    List<Candidate> candidates = new ArrayList<>();
    for (int step = MIN_STEPS; step <= MAX_STEPS; step++) {
      candidates.add(judge(step * STEP_SECONDS, incidents, lives, utc));
    }
    Candidate best =
        candidates.stream()
            .min(
                Comparator.comparingLong((Candidate c) -> -c.lines())
                    .thenComparing(Candidate::distance)
                    .thenComparing(c -> Math.abs(c.seconds())))
            .orElseThrow();
    return best.lines() == 0
        ? Optional.empty()
        : Optional.of(ZoneOffset.ofTotalSeconds(best.seconds()));
  }

  private static Candidate judge(int seconds, List<Incident> all, Lives lives, LogClock utc) {
    long lines = 0;
    long distance = 0;
    for (Incident incident : all) {
      LogLine line = incident.lines().get(incident.lines().size() - 1);
      Optional<Pair> pair = Pair.of(incident);
      if (pair.isEmpty() || line.time().offset().isPresent()) {
        continue;
      }
      List<Life> possible = lives.of(pair.get());
      if (possible.isEmpty()) {
        continue;
      }
      long nanos = LogMatching.nanos(utc.instant(line.time()).minusSeconds(seconds));
      long until = nanos + LogClock.precision(line.time()).toNanos();
      long nearest =
          possible.stream()
              .filter(l -> l.distance(nanos, until) <= Lives.TOLERANCE_NANOS)
              .mapToLong(l -> l.fromBorder(nanos))
              .min()
              .orElse(-1);
      if (nearest >= 0) {
        lines++;
        distance += nearest;
      }
    }
    return new Candidate(seconds, lines, distance);
  }
}
