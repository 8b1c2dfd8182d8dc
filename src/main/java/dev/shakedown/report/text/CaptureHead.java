package dev.shakedown.report.text;

import dev.shakedown.capture.CaptureProblem;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.packet.IpAddress;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.CaptureTotals;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FailureGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer first: what the capture is, how its connections came out, what failed how often. */
final class CaptureHead {
  private static final int MAX_GROUPS = 40;
  private static final int MAX_FLOWS = 8;
  private static final int MAX_SOURCES = 3;
  private static final List<Outcome> IN_ORDER =
      List.of(
          Outcome.COMPLETED,
          Outcome.FAILED,
          Outcome.STALLED,
          Outcome.NO_CONNECTION,
          Outcome.INDETERMINATE,
          Outcome.NOT_TLS);

  private final Catalogue catalogue;
  private final Page page;

  CaptureHead(Catalogue catalogue, int width, boolean colour) {
    this.catalogue = catalogue;
    this.page = new Page(width, colour);
  }

  String render(String name, CaptureResult result, CaptureTotals totals) {
    page.add(name, Style.BOLD).add("  ").wrapped(about(result.summary()), 2, Style.PLAIN).end();
    for (CaptureProblem problem : result.problems()) {
      Map<String, Object> arguments = new HashMap<>(problem.detail());
      arguments.put("offset", problem.offset());
      notice(catalogue.text("capture." + problem.code(), arguments));
    }
    for (Message note : result.notes()) {
      notice(catalogue.text(note));
    }
    page.wrapped(counts(totals), 2, Style.PLAIN).end();
    groups(totals);
    return page.end().text();
  }

  private void notice(String text) {
    page.add(" ! ", Style.YELLOW).wrapped(text, 3, Style.PLAIN).end();
  }

  private String about(CaptureSummary summary) {
    List<String> parts = new ArrayList<>();
    parts.add(
        summary.compression().equals("none")
            ? summary.format()
            : summary.format() + " (" + summary.compression() + ")");
    parts.add(count("head.packets", summary.packets()));
    if (summary.firstEpochNanos().isPresent() && summary.lastEpochNanos().isPresent()) {
      parts.add(
          seconds(summary.lastEpochNanos().getAsLong() - summary.firstEpochNanos().getAsLong()));
    }
    return String.join(", ", parts);
  }

  /** With three decimals below a second, else with one. */
  private String seconds(long nanos) {
    int places = nanos < 1_000_000_000L ? 1000 : 10;
    long step = 1_000_000_000L / places;
    long steps = (Math.abs(nanos) + step / 2) / step;
    String decimals = Long.toString(places + steps % places).substring(1);
    return (nanos < 0 ? "-" : "") + catalogue.print(steps / places) + "." + decimals + " s";
  }

  private String counts(CaptureTotals totals) {
    long probes = totals.count(Outcome.NOT_ATTEMPTED);
    List<String> parts = new ArrayList<>();
    for (Outcome outcome : IN_ORDER) {
      if (totals.count(outcome) > 0) {
        parts.add(catalogue.text("count." + outcome.id(), "count", totals.count(outcome)));
      }
    }
    String text = count("head.connections", totals.connections() - probes);
    if (!parts.isEmpty()) {
      String separator = catalogue.text("list.separator");
      text += catalogue.text("head.colon") + String.join(separator, parts);
    }
    return probes == 0 ? text : text + catalogue.text("head.semicolon") + probes(totals, probes);
  }

  private String probes(CaptureTotals totals, long probes) {
    List<IpAddress> sources = totals.probeSources();
    List<String> named = sources.stream().limit(MAX_SOURCES).map(IpAddress::toString).toList();
    String from = String.join(", ", named) + (sources.size() > MAX_SOURCES ? ", …" : "");
    String key = probes == 1 ? "head.probes.one" : "head.probes";
    return catalogue.text(key, Map.of("count", probes, "from", from));
  }

  private String count(String key, long count) {
    return catalogue.text(count == 1 ? key + ".one" : key, "count", count);
  }

  private void groups(CaptureTotals totals) {
    List<FailureGroup> groups = totals.groups();
    if (groups.isEmpty()) {
      return;
    }
    page.end();
    List<FailureGroup> shown = groups.subList(0, Math.min(MAX_GROUPS, groups.size()));
    int times = 0;
    int server = 0;
    int title = 0;
    for (FailureGroup group : shown) {
      times = Math.max(times, times(group).length());
      server = Math.max(server, group.server().toString().length());
      title = Math.max(title, DisplayWidth.of(group.title()));
    }
    for (FailureGroup group : shown) {
      group(group, 3 + times + 2, Math.min(server, 47), title);
    }
    long more = (long) groups.size() - shown.size();
    if (more > 0 || totals.ungrouped() > 0) {
      page.to(3).add(catalogue.text("group.more", "count", more + totals.ungrouped())).end();
    }
  }

  private void group(FailureGroup group, int serverColumn, int serverWidth, int titleWidth) {
    page.add(" ").add(Marks.sign(group.outcome()), Marks.style(group.outcome()));
    page.add(" ").add(times(group)).to(serverColumn).add(group.server().toString());
    int titleColumn = serverColumn + serverWidth + 3;
    page.to(titleColumn).wrapped(group.title(), titleColumn, Style.BOLD);
    String flows = flows(group);
    int flowsColumn = titleColumn + titleWidth + 2;
    if (flowsColumn + DisplayWidth.of(flows) > page.width()) {
      flowsColumn = page.column() + 2;
    }
    if (flowsColumn + DisplayWidth.of(flows) > page.width()) {
      page.end();
      flowsColumn = titleColumn;
    }
    page.to(flowsColumn).wrapped(flows, titleColumn, Style.FAINT).end();
  }

  private static String times(FailureGroup group) {
    return group.count() + "×";
  }

  private String flows(FailureGroup group) {
    List<String> numbers = group.flows().stream().limit(MAX_FLOWS).map(String::valueOf).toList();
    String text =
        catalogue.text(
            group.count() == 1 ? "group.flow" : "group.flows",
            "flows",
            String.join(", ", numbers) + (group.count() > MAX_FLOWS ? ", …" : ""));
    return group.clients() > 1
        ? text + catalogue.text("group.clients", "count", group.clients())
        : text;
  }
}
