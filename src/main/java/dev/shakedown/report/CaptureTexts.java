package dev.shakedown.report;

import dev.shakedown.bigip.BigIpCapture;
import dev.shakedown.bigip.FileInfo;
import dev.shakedown.capture.CaptureProblem;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.groups.Group;
import dev.shakedown.diagnosis.groups.GroupKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words for a capture as a whole. */
public final class CaptureTexts {
  private static final List<Outcome> IN_ORDER =
      List.of(
          Outcome.COMPLETED,
          Outcome.FAILED,
          Outcome.STALLED,
          Outcome.NO_CONNECTION,
          Outcome.INDETERMINATE,
          Outcome.NOT_TLS);

  private final Catalogue catalogue;

  public CaptureTexts(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** What the file is: format, packets, length of time, the device that took it. */
  public String about(CaptureResult result) {
    CaptureSummary summary = result.summary();
    List<String> parts = new ArrayList<>();
    parts.add(
        summary.compression().equals("none")
            ? summary.format()
            : summary.format() + " (" + summary.compression() + ")");
    parts.add(catalogue.text("head.packets", "count", summary.packets()));
    if (summary.firstEpochNanos().isPresent() && summary.lastEpochNanos().isPresent()) {
      parts.add(
          new GroupTexts(catalogue)
              .seconds(
                  summary.lastEpochNanos().getAsLong() - summary.firstEpochNanos().getAsLong()));
    }
    result.bigIp().ifPresent(b -> parts.add(bigIp(b)));
    return String.join(", ", parts);
  }

  private static String bigIp(BigIpCapture capture) {
    String about = "BIG-IP";
    if (capture.fileInfo().isEmpty()) {
      return about;
    }
    FileInfo info = capture.fileInfo().get();
    if (!info.version().isEmpty()) {
      about += " " + info.version();
    }
    String more =
        Stream.of(info.host(), info.command())
            .filter(s -> !s.isEmpty())
            .collect(Collectors.joining(", "));
    return more.isEmpty() ? about : about + " (" + more + ")";
  }

  /** How its connections came out, those that nobody wanted TLS on counted apart. */
  public String counts(CaptureTotals totals) {
    List<Group> groups = totals.groups();
    long apart = totals.count(Outcome.NOT_ATTEMPTED) + failedByScans(groups, null);
    List<String> parts = new ArrayList<>();
    for (Outcome outcome : IN_ORDER) {
      long count = totals.count(outcome) - failedByScans(groups, outcome);
      if (count > 0) {
        parts.add(
            catalogue.text("count." + outcome.id(), "count", count) + monitors(groups, outcome));
      }
    }
    String text = catalogue.text("head.connections", "count", totals.connections() - apart);
    if (!parts.isEmpty()) {
      text += catalogue.text("head.colon") + join(parts);
    }
    if (apart > 0) {
      String list = join(new CountedApart(catalogue, groups).parts(apart));
      text += catalogue.text("head.semicolon") + catalogue.text("head.apart", "list", list);
    }
    return text;
  }

  private String join(List<String> parts) {
    return String.join(catalogue.text("list.separator"), parts);
  }

  /** Connections of scans that came out so, or that failed in any way; other scans are silent. */
  private static long failedByScans(List<Group> groups, Outcome outcome) {
    return groups.stream()
        .filter(g -> g.kind() == GroupKind.SCANNER)
        .mapToLong(
            g -> outcome == null ? g.count() - g.count(Outcome.NOT_ATTEMPTED) : g.count(outcome))
        .sum();
  }

  /** How many of these are the probes of monitors that found their server well. */
  private String monitors(List<Group> groups, Outcome outcome) {
    if (outcome != Outcome.COMPLETED && outcome != Outcome.NOT_TLS) {
      return "";
    }
    long count =
        groups.stream()
            .filter(g -> g.kind() == GroupKind.HEALTH_MONITOR)
            .mapToLong(g -> g.count(outcome))
            .sum();
    return count == 0 ? "" : catalogue.text("count.by-monitors", "count", count);
  }

  /** What is wrong with the file, and what was left aside or given up, a sentence each. */
  public List<String> notices(CaptureResult result, CaptureTotals totals) {
    List<String> notices = new ArrayList<>();
    for (CaptureProblem problem : result.problems()) {
      Map<String, Object> arguments = new HashMap<>(problem.detail());
      arguments.put("offset", problem.offset());
      notices.add(catalogue.text("capture." + problem.code(), arguments));
    }
    for (Message note : result.notes()) {
      notices.add(catalogue.text(note));
    }
    if (totals.notCompared() > 0) {
      notices.add(catalogue.text("note.not-compared", "count", totals.notCompared()));
    }
    return notices;
  }
}
