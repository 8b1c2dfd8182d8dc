package dev.shakedown.report.json;

import dev.shakedown.diagnosis.log.LogReasons;
import dev.shakedown.diagnosis.log.LogResult;
import dev.shakedown.ltm.LogEndpoint;
import dev.shakedown.ltm.LogMessage;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.ltm.Unread;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.LogTexts;
import java.util.List;

/** A device's log as JSON: {@code bigip.log} of a capture, or the document of a log alone. */
final class LogJson {
  private static final int MAX_CLIENTS = 10;

  private final LogTexts texts;

  LogJson(Catalogue catalogue) {
    this.texts = new LogTexts(catalogue);
  }

  /** How it fits a capture. */
  void beside(JsonOut out, LogResult log) {
    out.object("log")
        .number("lines", log.lines())
        .number("attached", log.attached())
        .text("utcOffset", LogTexts.offset(log.clock()))
        .text("clock", log.clock().origin().id())
        .flag("throttled", log.throttled())
        .number("outside", log.outside());
    if (log.notKept() > 0) {
      out.number("notKept", log.notKept());
    }
    unread(out, log.unread());
    timed(out, "withoutFlow", log.withoutFlow());
    if (log.notListed() > 0) {
      out.number("moreWithoutFlow", log.notListed());
    }
    timed(out, "states", log.states());
    out.array("failedWithoutLine");
    log.withoutLine().forEach(out::number);
    out.endArray().endObject();
  }

  private void timed(JsonOut out, String name, List<LogResult.Timed> list) {
    out.array(name);
    for (LogResult.Timed timed : list) {
      out.object()
          .text("log", timed.incident().telling().place())
          .time("time", timed.time())
          .text("cause", timed.incident().meaning().id());
      timed.incident().ends().ifPresent(e -> ends(out, e));
      out.text("text", timed.incident().telling().text()).endObject();
    }
    out.endArray();
  }

  private static void ends(JsonOut out, LogMessage.Ends ends) {
    endpoint(out, "first", ends.first());
    endpoint(out, "second", ends.second());
  }

  private static void endpoint(JsonOut out, String name, LogEndpoint end) {
    out.object(name)
        .text("ip", end.endpoint().address().toString())
        .number("port", end.endpoint().port());
    if (end.routeDomain() >= 0) {
      out.number("routeDomain", end.routeDomain());
    }
    out.endObject();
  }

  /** What logs say without a capture. */
  void alone(JsonOut out, LogSummary log) {
    out.object("log").texts("files", log.files());
    out.number("lines", log.lines())
        .number("strangeLines", log.strange())
        .flag("throttled", log.throttled() > 0)
        .array("services");
    for (LogSummary.Service service : log.services()) {
      out.object();
      service.end().ifPresent(e -> endpoint(out, "server", e));
      out.number("count", service.count());
      rows(out, "causes", service.rows());
      out.endObject();
    }
    out.endArray();
    rows(out, "states", log.states());
    if (log.notCounted() > 0) {
      out.number("notCounted", log.notCounted());
    }
    unread(out, log.unread());
    out.endObject();
  }

  private static void unread(JsonOut out, Unread unread) {
    if (unread.cut() > 0) {
      out.number("linesCut", unread.cut());
    }
    if (unread.broken() > 0) {
      out.number("logsBroken", unread.broken());
    }
  }

  private void rows(JsonOut out, String name, List<LogSummary.Row> rows) {
    out.array(name);
    for (LogSummary.Row row : rows) {
      out.object().text("cause", row.key().meaning().id());
      out.text("code", LogReasons.code(row.key().meaning()));
      out.textIfAny("detail", row.key().cause())
          .number("count", row.count())
          .text("first", row.first().text())
          .text("last", row.last().text());
      clients(out, row);
      out.text("log", row.example().place())
          .text("line", row.example().text())
          .text("title", texts.title(row.key().meaning()))
          .text("explanation", texts.means(row.key().meaning()))
          .texts("nextSteps", texts.nextSteps(row.key().meaning()))
          .endObject();
    }
    out.endArray();
  }

  private static void clients(JsonOut out, LogSummary.Row row) {
    if (row.clients() == 0) {
      return;
    }
    out.number("clients", row.clients()).array("topClients");
    row.topClients(MAX_CLIENTS)
        .forEach(
            c ->
                out.object()
                    .text("ip", c.getKey().toString())
                    .number("count", c.getValue())
                    .endObject());
    out.endArray();
  }
}
