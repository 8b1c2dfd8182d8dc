package dev.shakedown.report.json;

import dev.shakedown.capture.CaptureProblem;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.CaptureTotals;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FailureGroup;
import java.util.HashMap;
import java.util.Map;

/** The fields of a capture around its connections. */
final class CaptureJson {
  private final Catalogue catalogue;

  CaptureJson(Catalogue catalogue) {
    this.catalogue = catalogue;
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
    out.texts("linkTypes", summary.linkTypes()).array("problems");
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
    totals(out, new CaptureTotals(catalogue));
  }

  /** {@code summary} and {@code groups}. */
  static void totals(JsonOut out, CaptureTotals totals) {
    out.object("summary").number("flows", totals.connections()).object("outcomes");
    for (Outcome outcome : Outcome.values()) {
      out.number(outcome.id(), totals.count(outcome));
    }
    out.endObject().object("findings");
    totals.findings().forEach(out::number);
    out.endObject().endObject().array("groups");
    for (FailureGroup group : totals.groups()) {
      out.object().text("code", group.code());
      FlowJson.endpoint(out, "server", group.server());
      out.number("clients", group.clients()).number("count", group.count()).array("flows");
      group.flows().forEach(out::number);
      out.endArray().text("text", group.title()).endObject();
    }
    out.endArray();
    if (totals.ungrouped() > 0) {
      out.number("flowsNotGrouped", totals.ungrouped());
    }
  }
}
