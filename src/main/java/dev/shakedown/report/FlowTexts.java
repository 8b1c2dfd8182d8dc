package dev.shakedown.report;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Delays;
import dev.shakedown.diagnosis.facts.ServerFlightShape;
import dev.shakedown.diagnosis.points.Crossing;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tls.TlsEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words for a connection as a whole; those for its findings are {@link FindingTexts}. */
public final class FlowTexts {
  private final Catalogue catalogue;
  private final Diagnosis diagnosis;
  private final FinishedFlow flow;

  public FlowTexts(Catalogue catalogue, Diagnosis diagnosis) {
    this.catalogue = catalogue;
    this.diagnosis = diagnosis;
    this.flow = diagnosis.facts().flow();
  }

  /** Its number: {@code flow 7}. */
  public String number() {
    return catalogue.text("flow.head", "id", String.valueOf(flow.id()));
  }

  /** Both ends; behind them the server's name and the version where they are known. */
  public List<String> who() {
    List<String> who = new ArrayList<>();
    who.add(flow.client() + " → " + flow.server());
    diagnosis.facts().serverName().map(Shortened::of).ifPresent(who::add);
    diagnosis.facts().version().ifPresent(v -> who.add(v.name()));
    return who;
  }

  /** The sign of its outcome; a tick where it completed and there is nothing more to say. */
  public String sign() {
    boolean sound = diagnosis.outcome() == Outcome.COMPLETED && diagnosis.findings().isEmpty();
    return sound ? "✓" : OutcomeSign.of(diagnosis.outcome());
  }

  /** Its diagnosis in a few words: the first finding's title, else the verdict. */
  public String title() {
    return diagnosis.findings().isEmpty()
        ? verdict()
        : new FindingTexts(catalogue, diagnosis, diagnosis.findings().get(0)).title();
  }

  /** When it began, in UTC to the millisecond. */
  public String start() {
    return Instant.ofEpochSecond(0, flow.startNanos()).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** How it came out, where it stopped and by whom. */
  public String verdict() {
    return catalogue.text(
        "verdict." + diagnosis.outcome().id(),
        Map.of(
            "stage",
            diagnosis.stage().id(),
            "stoppedBy",
            catalogue.text("stopped-by." + diagnosis.stoppedBy().id())));
  }

  /** What the capture could not show, a sentence each. */
  public List<String> notAssessed() {
    return diagnosis.notAssessed().stream().map(catalogue::text).toList();
  }

  /** Where else it was captured, a sentence each. */
  public List<String> seenAt() {
    return diagnosis.crossings().stream().map(this::seenAt).toList();
  }

  private String seenAt(Crossing crossing) {
    Map<String, Object> arguments =
        Map.of(
            "file", crossing.there().capture(),
            "flow", String.valueOf(crossing.there().flow()),
            "client", crossing.there().client().toString(),
            "server", crossing.there().server().toString());
    String text = catalogue.text("seen-at." + crossing.tie().id(), arguments);
    text += catalogue.text("seen-at." + crossing.position().id());
    if (crossing.clockOffsetNanos().isPresent()) {
      double millis = Math.round(crossing.clockOffsetNanos().getAsLong() / 1e3) / 1e3;
      text += catalogue.text("seen-at.clock", "millis", String.valueOf(millis));
    }
    return text;
  }

  /** The longest wait, where somebody took long over a step. */
  public Optional<String> slow() {
    Delays delays = diagnosis.facts().delays();
    return delays.slow().map(wait -> slow(delays, wait));
  }

  private String slow(Delays delays, Delays.Wait wait) {
    return catalogue.text(
        "flow.slow.longest",
        Map.of(
            "seconds",
            seconds(wait.nanos()),
            "after",
            wait.after(),
            "until",
            wait.until(),
            "by",
            catalogue.text("stopped-by." + wait.by().name().toLowerCase(Locale.ROOT)),
            "client",
            seconds(delays.clientNanos()),
            "server",
            seconds(delays.serverNanos()),
            "network",
            seconds(delays.networkNanos())));
  }

  private static double seconds(long nanos) {
    return Math.round(nanos / 1e6) / 1e3;
  }

  /** What to say below its timeline: data counted, what lengths tell, events not kept. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    EventTexts events = new EventTexts(catalogue);
    for (FlowLog.Entry entry : flow.log().entries()) {
      if (entry.event() instanceof TlsEvent.Totals totals
          && totals.clientRecords() + totals.serverRecords() > 0) {
        remarks.add(events.of(totals));
      }
    }
    diagnosis.facts().serverFlightShape().map(this::serverFlight).ifPresent(remarks::add);
    if (flow.log().dropped() > 0) {
      remarks.add(catalogue.text("timeline.dropped", "count", flow.log().dropped()));
    }
    return remarks;
  }

  private String serverFlight(ServerFlightShape shape) {
    List<String> doubts =
        shape.refutedBy().stream().map(d -> catalogue.text("server-flight." + d.id())).toList();
    String kind = shape.certificateRequested() ? "requested" : "not-requested";
    Map<String, Object> arguments =
        Map.of(
            "count", shape.records().size(),
            "message", shape.certificateMessage(),
            "certificates", shape.certificatesAtMost(),
            "hash", "SHA-" + shape.finishedHash(),
            "padding", shape.padding(),
            "doubts", String.join(catalogue.text("server-flight.or"), doubts));
    return catalogue.text("server-flight." + kind, arguments);
  }
}
