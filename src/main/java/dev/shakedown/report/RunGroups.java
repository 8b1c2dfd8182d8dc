package dev.shakedown.report;

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
  private final Set<String> finished = new HashSet<>();
  private CaptureTotals first;
  private Groups gathered;
  private String capture = "";
  private int captures;

  /** A capture begins; what is added to its totals is a part of the run. */
  public CaptureTotals begin(String name) {
    finished.add(capture);
    capture = name;
    captures++;
    CaptureTotals totals = new CaptureTotals(name, this);
    if (captures == 1) {
      first = totals;
    } else if (captures == 2) {
      gathered = first.copyOfGroups();
      first = null;
    }
    return totals;
  }

  /** A connection of a capture; as long as there is only one, its totals have all of them. */
  void add(Diagnosis diagnosis) {
    if (captures < 2) {
      return;
    }
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
    Groups all = captures < 2 ? first.copyOfGroups() : gathered;
    return all.finish().stream().sorted(CaptureTotals.ORDER).toList();
  }
}
