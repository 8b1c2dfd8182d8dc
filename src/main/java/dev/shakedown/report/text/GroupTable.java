package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.groups.Group;
import dev.shakedown.diagnosis.groups.GroupKind;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.GroupTexts;
import dev.shakedown.report.Seriousness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A line for each group: how often, against whom, what, which connections. */
final class GroupTable {
  private static final int MAX_GROUPS = 40;
  private static final int MAX_FLOWS = 8;
  private static final int MAX_FILES = 3;

  private final Catalogue catalogue;
  private final GroupTexts texts;
  private final Page page;

  GroupTable(Catalogue catalogue, Page page) {
    this.catalogue = catalogue;
    this.texts = new GroupTexts(catalogue);
    this.page = page;
  }

  /** Whether a group says more than the counts above the table do. */
  static boolean isShown(Group group) {
    long wordless = group.count(Outcome.NOT_ATTEMPTED);
    long sound = group.count(Outcome.COMPLETED) + group.count(Outcome.NOT_TLS);
    return wordless < group.count()
        && (group.finding().isPresent() || wordless + sound < group.count());
  }

  /** The groups of one capture. */
  void ofCapture(List<Group> groups, long notGrouped) {
    lines(groups, notGrouped, this::flows);
  }

  /** Groups that several captures show. */
  void ofRun(List<Group> groups) {
    lines(groups, 0, this::files);
  }

  private void lines(List<Group> groups, long notGrouped, Function<Group, String> members) {
    List<Group> shown = groups.subList(0, Math.min(MAX_GROUPS, groups.size()));
    int times = 0;
    int server = 0;
    int title = 0;
    for (Group group : shown) {
      times = Math.max(times, times(group).length());
      server = Math.max(server, server(group).length());
      title = Math.max(title, DisplayWidth.of(texts.title(group)));
    }
    for (Group group : shown) {
      line(group, members.apply(group), 3 + times + 2, Math.min(server, 47), title);
    }
    long more = (long) groups.size() - shown.size();
    if (more > 0 || notGrouped > 0) {
      page.to(3).add(catalogue.text("group.more", "count", more + notGrouped)).end();
    }
  }

  private void line(
      Group group, String members, int serverColumn, int serverWidth, int titleWidth) {
    // a scan of closed ports is no failure of the server's
    Outcome outcome =
        group.kind() == GroupKind.SCANNER ? Outcome.NOT_ATTEMPTED : Seriousness.mostSerious(group);
    page.add(" ").add(Marks.sign(outcome), Marks.style(outcome));
    page.add(" ").add(times(group)).to(serverColumn).add(server(group));
    int titleColumn = serverColumn + serverWidth + 3;
    page.to(titleColumn).wrapped(texts.title(group), titleColumn, Style.BOLD);
    int membersColumn = titleColumn + titleWidth + 2;
    if (membersColumn + DisplayWidth.of(members) > page.width()) {
      membersColumn = page.column() + 2;
    }
    if (membersColumn + DisplayWidth.of(members) > page.width()) {
      page.end();
      membersColumn = titleColumn;
    }
    page.to(membersColumn).wrapped(members, titleColumn, Style.FAINT).end();
  }

  private static String times(Group group) {
    return group.count() + "×";
  }

  private static String server(Group group) {
    return group.targets() == 1 ? group.server().toString() : group.server().address() + ", …";
  }

  private String flows(Group group) {
    List<Integer> all = group.flows().values().iterator().next();
    List<String> numbers = all.stream().limit(MAX_FLOWS).map(String::valueOf).toList();
    return catalogue.text(
            group.count() == 1 ? "group.flow" : "group.flows",
            "flows",
            String.join(", ", numbers) + (group.count() > MAX_FLOWS ? ", …" : ""))
        + about(group);
  }

  private String files(Group group) {
    List<String> parts = new ArrayList<>();
    group
        .flows()
        .forEach(
            (file, flows) -> {
              if (parts.size() < MAX_FILES) {
                parts.add(file + " (" + flows.size() + "×)");
              }
            });
    int more = group.flows().size() - parts.size();
    if (more > 0) {
      parts.add(catalogue.text("group.more-files", "count", more));
    }
    return String.join(", ", parts)
        + about(group)
        + catalogue.text(
            "group.times",
            Map.of("first", instant(group.firstNanos()), "last", instant(group.lastNanos())));
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  private String about(Group group) {
    if (group.clients().size() > 1) {
      return catalogue.text("group.clients", "count", group.clients().size());
    }
    return switch (group.kind()) {
      case HEALTH_MONITOR -> catalogue.text("group.steady", "period", texts.period(group));
      case RETRY -> catalogue.text("group.retry");
      case FAILURE, REMARK, SCANNER, PRECONNECT -> "";
    };
  }
}
