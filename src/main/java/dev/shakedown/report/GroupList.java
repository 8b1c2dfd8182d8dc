package dev.shakedown.report;

import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.groups.Group;
import java.util.List;

/**
 * The groups a report for people lists.
 *
 * @param shown most serious first
 * @param more how many, or connections in no group, are not among them
 */
public record GroupList(List<Group> shown, long more) {
  private static final int MAX_GROUPS = 40;

  public GroupList {
    shown = List.copyOf(shown);
  }

  /** Those of a capture that say more than its counts. */
  public static GroupList ofCapture(CaptureTotals totals) {
    return cut(totals.groups().stream().filter(GroupList::isTelling).toList(), totals.notGrouped());
  }

  /** Those with members in several places of a run; to be asked once, at the end. */
  public static GroupList ofRun(RunGroups run) {
    return run.captures() < 2
        ? new GroupList(List.of(), 0)
        : cut(
            run.groups().stream()
                .filter(g -> g.flows().size() > 1)
                .filter(GroupList::isTelling)
                .toList(),
            0);
  }

  private static GroupList cut(List<Group> groups, long notGrouped) {
    int shown = Math.min(MAX_GROUPS, groups.size());
    return new GroupList(groups.subList(0, shown), groups.size() - shown + notGrouped);
  }

  private static boolean isTelling(Group group) {
    long wordless = group.count(Outcome.NOT_ATTEMPTED);
    long sound = group.count(Outcome.COMPLETED) + group.count(Outcome.NOT_TLS);
    return wordless < group.count()
        && (group.finding().isPresent() || wordless + sound < group.count());
  }
}
