package dev.shakedown.report.html;

import dev.shakedown.diagnosis.groups.Group;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.GroupList;
import dev.shakedown.report.GroupTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of one cause, each against another server.
 *
 * @param title the cause
 * @param groups most serious first
 */
public record Cause(String title, List<Group> groups) {
  public Cause {
    groups = List.copyOf(groups);
  }

  /** The causes in the order of their first groups. */
  static List<Cause> of(Catalogue catalogue, GroupList groups) {
    GroupTexts texts = new GroupTexts(catalogue);
    Map<String, List<Group>> byTitle = new LinkedHashMap<>();
    for (Group group : groups.shown()) {
      byTitle.computeIfAbsent(texts.title(group), t -> new ArrayList<>()).add(group);
    }
    return byTitle.entrySet().stream().map(e -> new Cause(e.getKey(), e.getValue())).toList();
  }

  /** How many connections there are. */
  public long count() {
    return groups.stream().mapToLong(Group::count).sum();
  }
}
