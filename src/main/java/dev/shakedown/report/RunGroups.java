package dev.shakedown.report;

import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.groups.Group;
import dev.shakedown.diagnosis.groups.Groups;
import dev.shakedown.diagnosis.points.Crossing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The groups over all captures of a run. A connection that several of them show counts once, where
 * it was seen first.
 */
public final class RunGroups {
  private final Groups gathered = new Groups(Limits.DEFAULT);
  private final Set<String> finished = new HashSet<>();
  private String capture = "";
  private int captures;

  /** A capture begins. */
  public void begin(String name) {
    finished.add(capture);
    capture = name;
    captures++;
  }

  /** A connection of it. */
  public void add(Diagnosis diagnosis) {
    boolean counted =
        diagnosis.crossings().stream()
            .anyMatch(
                c -> c.tie() != Crossing.Tie.TERMINATED && finished.contains(c.there().capture()));
    if (!counted) {
      gathered.add(capture, diagnosis);
    }
  }

  /** How many captures there were. */
  public int captures() {
    return captures;
  }

  /** The groups, most serious first; to be asked once, at the end. */
  public List<Group> groups() {
    return gathered.finish().stream().sorted(CaptureTotals.ORDER).toList();
  }
}
