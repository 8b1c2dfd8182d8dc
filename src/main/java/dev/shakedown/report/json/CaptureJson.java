package dev.shakedown.report.json;

import dev.shakedown.capture.CaptureProblem;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.groups.Group;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.CaptureTotals;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.GroupTexts;
import dev.shakedown.report.RunGroups;
import java.util.HashMap;
import java.util.Map;

/** The fields of a capture around its connections. */
final class CaptureJson {
  private final Catalogue catalogue;
  private final GroupTexts texts;

  CaptureJson(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.texts = new GroupTexts(catalogue);
  }

  static void tool(JsonOut out, String version) {
    out.object("tool").text("name", "shakedown").text("version", version).endObject();
  }

  /** What the file's header tells. */
  static void head(JsonOut out, String name, CaptureSummary summary) {
    out.text("file", name)
        .text("format", summary.format())
        .text("compression", summary.compression());
  }

  /** What was read of it. */
  void body(JsonOut out, CaptureResult result) {
    CaptureSummary summary = result.summary();
    out.number("packets", summary.packets()).number("bytes", summary.bytes());
    summary.firstEpochNanos().ifPresent(t -> out.time("first", t));
    summary.lastEpochNanos().ifPresent(t -> out.time("last", t));
    out.texts("linkTypes", summary.linkTypes());
    BigIpJson.capture(out, result, catalogue);
    out.array("problems");
    for (CaptureProblem problem : result.problems()) {
      Map<String, Object> arguments = new HashMap<>(problem.detail());
      arguments.put("offset", problem.offset());
      out.object()
          .text("code", problem.code())
          .number("offset", problem.offset())
          .text("text", catalogue.text("capture." + problem.code(), arguments))
          .endObject();
    }
    out.endArray();
    if (!result.notes().isEmpty()) {
      out.array("notes");
      for (Message note : result.notes()) {
        out.text(catalogue.text(note));
      }
      out.endArray();
    }
  }

  /** A file that could not be read at all: no format, no packets, one problem. */
  void unreadable(JsonOut out, String name, String code, String text) {
    out.text("file", name).number("packets", 0).number("bytes", 0);
    out.array("linkTypes").endArray().array("problems");
    out.object().text("code", code).number("offset", 0).text("text", text).endObject();
    out.endArray();
    totals(out, CaptureTotals.none());
  }

  /** {@code summary} and {@code groups}. */
  void totals(JsonOut out, CaptureTotals totals) {
    out.object("summary").number("flows", totals.connections()).object("outcomes");
    for (Outcome outcome : Outcome.values()) {
      out.number(outcome.id(), totals.count(outcome));
    }
    out.endObject().object("findings");
    totals.findings().forEach(out::number);
    out.endObject().endObject().array("groups");
    for (Group group : totals.groups()) {
      out.object();
      group(out, group);
      out.array("flows");
      group.flows().values().iterator().next().forEach(out::number);
      out.endArray().endObject();
    }
    out.endArray();
    if (totals.notGrouped() > 0) {
      out.number("flowsNotGrouped", totals.notGrouped());
    }
    if (totals.notCompared() > 0) {
      out.number("flowsNotCompared", totals.notCompared());
    }
  }

  /** The groups over all captures, each with its connections by file. */
  void runGroups(JsonOut out, RunGroups run) {
    out.array("groups");
    for (Group group : run.groups()) {
      out.object();
      group(out, group);
      out.array("captures");
      group
          .flows()
          .forEach(
              (file, flows) -> {
                out.object().text("file", file).array("flows");
                flows.forEach(out::number);
                out.endArray().endObject();
              });
      out.endArray().endObject();
    }
    out.endArray();
  }

  private void group(JsonOut out, Group group) {
    out.text("kind", group.kind().id()).text("code", group.finding().map(Finding::code));
    FlowJson.endpoint(out, "server", group.server());
    if (group.targets() > 1) {
      out.number("targets", group.targets());
    }
    out.number("clients", group.clients().size()).number("count", group.count());
    group.periodNanos().ifPresent(p -> out.seconds("periodSeconds", p));
    out.time("first", group.firstNanos())
        .time("last", group.lastNanos())
        .text("text", texts.title(group));
  }
}
