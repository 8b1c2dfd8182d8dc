package dev.shakedown.report;

import dev.shakedown.diagnosis.log.LogClock;
import dev.shakedown.diagnosis.log.LogResult;
import dev.shakedown.diagnosis.log.LogResult.Timed;
import dev.shakedown.ltm.Incident;
import dev.shakedown.ltm.LogLine;
import dev.shakedown.ltm.LogMessage;
import dev.shakedown.ltm.LogSummary;
import dev.shakedown.ltm.Meaning;
import dev.shakedown.ltm.Unread;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The words for a device's log, beside a capture and alone. */
public final class LogTexts {
  private static final int HTTP = 80;

  private final Catalogue catalogue;

  public LogTexts(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** How many lines belong to connections, and by which clock they were lined up. */
  public String head(LogResult log) {
    return catalogue.text(
        "log.head",
        Map.of(
            "lines",
            log.lines(),
            "attached",
            log.attached(),
            "offset",
            offset(log.clock()),
            "origin",
            catalogue.text("log.clock." + log.clock().origin().id())));
  }

  /** {@code +09:00}. */
  public static String offset(LogClock clock) {
    return clock.offset().equals(ZoneOffset.UTC) ? "+00:00" : clock.offset().getId();
  }

  /** What the reader must know before counting on a line or on its absence. */
  public List<String> caveats(LogResult log) {
    List<String> caveats = new ArrayList<>();
    if (log.attached() == 0 && log.clock().origin() == LogClock.Origin.ASSUMED) {
      caveats.add(catalogue.text("log.no-clock"));
    }
    if (log.throttled()) {
      caveats.add(catalogue.text("log.throttled"));
    }
    if (log.outside() > 0) {
      caveats.add(catalogue.text("log.outside", "count", log.outside()));
    }
    if (log.notKept() > 0) {
      caveats.add(catalogue.text("log.not-kept", "count", log.notKept()));
    }
    caveats.addAll(unread(log.unread()));
    return caveats;
  }

  /** What to bear in mind about logs without a capture. */
  public List<String> caveats(LogSummary log) {
    List<String> caveats = new ArrayList<>();
    if (log.throttled() > 0) {
      caveats.add(catalogue.text("log.throttled"));
    }
    if (log.notCounted() > 0) {
      caveats.add(catalogue.text("log.not-counted", "count", log.notCounted()));
    }
    caveats.addAll(unread(log.unread()));
    return caveats;
  }

  private List<String> unread(Unread unread) {
    List<String> caveats = new ArrayList<>();
    if (unread.cut() > 0) {
      caveats.add(catalogue.text("log.cut", "count", unread.cut()));
    }
    if (unread.broken() > 0) {
      caveats.add(catalogue.text("log.broken", "count", unread.broken()));
    }
    return caveats;
  }

  /** Heads {@link LogResult#withoutFlow}. */
  public String withoutFlow(LogResult log) {
    return catalogue.text("log.without-flow", "count", log.withoutFlow().size() + log.notListed());
  }

  /** The connections the log does not speak of, and why that proves nothing. */
  public String withoutLine(LogResult log) {
    String flows =
        log.withoutLine().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return catalogue.text("log.without-line", "flows", flows);
  }

  /** The line that tells most of a failure or a state. */
  public String line(Timed timed) {
    LogLine line = timed.incident().telling();
    return timed.time() + "  " + line.text();
  }

  /** What to think of a failure of which the log alone speaks; empty where its words say it. */
  public String reading(Incident incident) {
    return incident.meaning() == Meaning.UNEXPLAINED && namesHttp(incident)
        ? catalogue.text("log.ports")
        : "";
  }

  private static boolean namesHttp(Incident incident) {
    return incident.lines().stream()
        .map(LogLine::message)
        .anyMatch(
            m ->
                m instanceof LogMessage.HandshakeFailed failed
                    && (failed.first().endpoint().port() == HTTP
                        || failed.second().endpoint().port() == HTTP));
  }

  /** What happened, in a few words. */
  public String title(LogSummary.Key key) {
    return title(key.meaning()) + (key.cause().isEmpty() ? "" : ": " + key.cause());
  }

  /** The kind of message in a few words. */
  public String title(Meaning meaning) {
    return catalogue.text("ltm." + meaning.id() + ".title");
  }

  /** What such a message means. */
  public String means(Meaning meaning) {
    return catalogue.text("ltm." + meaning.id() + ".means");
  }

  /** What to do about it, most useful first. */
  public List<String> nextSteps(Meaning meaning) {
    List<String> steps = new ArrayList<>();
    for (int i = 1; catalogue.has("ltm." + meaning.id() + ".next." + i); i++) {
      steps.add(catalogue.text("ltm." + meaning.id() + ".next." + i));
    }
    return steps;
  }

  /** Heads a place where handshakes failed. */
  public String service(LogSummary.Service service) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("count", service.count());
    service.end().ifPresent(e -> arguments.put("service", e.toString()));
    return catalogue.text(
        service.end().isPresent() ? "log.service" : "log.service.unnamed", arguments);
  }

  /** From when to when, and for how many clients. */
  public String extent(LogSummary.Row row) {
    String first = row.first().text();
    String last = row.last().text();
    return first.equals(last) ? first : first + " – " + last;
  }

  /** The clients with most failures; empty where no line names any. */
  public String clients(LogSummary.Row row, int limit) {
    if (row.clients() == 0) {
      return "";
    }
    String named =
        row.topClients(limit).stream()
            .map(c -> c.getKey() + " (" + Catalogue.grouped(c.getValue()) + "×)")
            .collect(Collectors.joining(", "));
    int more = row.clients() - Math.min(limit, row.clients());
    return more == 0 && !row.moreClients()
        ? named
        : catalogue.text("log.more-clients", Map.of("named", named, "count", more));
  }
}
