package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.groups.Group;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.GroupList;
import dev.shakedown.report.GroupTexts;
import dev.shakedown.report.OutcomeSign;
import java.util.function.Function;

/** A line for each group: how often, against whom, what, which connections. */
final class GroupTable {
  private final Catalogue catalogue;
  private final GroupTexts texts;
  private final Page page;

  GroupTable(Catalogue catalogue, Page page) {
    this.catalogue = catalogue;
    this.texts = new GroupTexts(catalogue);
    this.page = page;
  }

  /** The groups of one capture. */
  void ofCapture(GroupList groups) {
    lines(groups, texts::members);
  }

  /** Groups that several captures show. */
  void ofRun(GroupList groups) {
    lines(groups, texts::files);
  }

  private void lines(GroupList groups, Function<Group, String> members) {
    int times = 0;
    int server = 0;
    int title = 0;
    for (Group group : groups.shown()) {
      times = Math.max(times, times(group).length());
      server = Math.max(server, GroupTexts.server(group).length());
      title = Math.max(title, DisplayWidth.of(texts.title(group)));
    }
    for (Group group : groups.shown()) {
      line(group, members.apply(group), 3 + times + 2, Math.min(server, 47), title);
    }
    if (groups.more() > 0) {
      page.to(3).add(catalogue.text("group.more", "count", groups.more())).end();
    }
  }

  private void line(
      Group group, String members, int serverColumn, int serverWidth, int titleWidth) {
    Outcome outcome = GroupTexts.outcome(group);
    page.add(" ").add(OutcomeSign.of(outcome), Marks.style(outcome));
    page.add(" ").add(times(group)).to(serverColumn).add(GroupTexts.server(group));
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
}
