package dev.shakedown.ltm;

import dev.shakedown.ltm.LogMessage.Ends;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What several lines say of one failure, or one line of the device's state.
 *
 * @param ends the connection it names; empty if none
 * @param lines in the log's order, at least one
 * @param byOrder the numbers of those lines that name no connection and were counted in because
 *     they stand right before one that does, while the same process wrote about others in the same
 *     second
 */
public record Incident(Optional<Ends> ends, List<LogLine> lines, List<Long> byOrder) {
  public Incident {
    lines = List.copyOf(lines);
    byOrder = List.copyOf(byOrder);
  }

  /** The line that says most of the reason. */
  public LogLine telling() {
    return lines.stream().min(Comparator.comparing(Meaning::of)).orElseThrow();
  }

  /** What it tells. */
  public Meaning meaning() {
    return Meaning.of(telling());
  }

  /**
   * Whether the line belongs to the connection by its place in the log only: no line that names the
   * connection says the same.
   */
  public boolean isByOrder(LogLine line) {
    Meaning meaning = Meaning.of(line);
    return byOrder.contains(line.number())
        && lines.stream()
            .noneMatch(l -> l.message().namedEnds().isPresent() && Meaning.of(l) == meaning);
  }

  /** The first line. */
  public LogLine first() {
    return lines.get(0);
  }
}
