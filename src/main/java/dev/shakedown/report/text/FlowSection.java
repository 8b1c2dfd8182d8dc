package dev.shakedown.report.text;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.Delays;
import dev.shakedown.diagnosis.facts.ServerFlightShape;
import dev.shakedown.diagnosis.points.Crossing;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.EventTexts;
import dev.shakedown.report.FindingTexts;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tls.TlsEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All about one connection: verdict, findings with their proof, timeline. */
final class FlowSection {
  private static final int INDENT = 3;
  private static final int EVIDENCE = 5;
  private static final int EVIDENCE_TEXT = 11;

  private final Catalogue catalogue;
  private final Page page;

  FlowSection(Catalogue catalogue, int width, boolean colour) {
    this.catalogue = catalogue;
    this.page = new Page(width, colour);
  }

  /** The section as text, an empty line at its end. */
  String render(Diagnosis diagnosis) {
    head(diagnosis);
    for (Finding finding : diagnosis.findings()) {
      page.end();
      finding(diagnosis, finding);
    }
    new OfferTable(catalogue, page).write(diagnosis);
    notAssessed(diagnosis.notAssessed());
    seenAt(diagnosis.crossings());
    slow(diagnosis.facts().delays());
    page.end();
    timeline(diagnosis);
    page.end();
    return page.text();
  }

  private void head(Diagnosis diagnosis) {
    FinishedFlow flow = diagnosis.facts().flow();
    List<String> who = new ArrayList<>();
    who.add(flow.client() + " → " + flow.server());
    diagnosis.facts().serverName().ifPresent(who::add);
    diagnosis.facts().version().ifPresent(v -> who.add(v.name()));
    page.add("── ").add(catalogue.text("flow.head", "id", String.valueOf(flow.id())), Style.BOLD);
    page.add(" ── ").wrapped(String.join("  ", who), INDENT, Style.PLAIN);
    String verdict = verdict(diagnosis);
    if (page.column() + DisplayWidth.of(verdict) + 7 > page.width()) {
      page.end().add("  ");
    }
    page.add(" ── ").add(verdict, Marks.style(diagnosis.outcome())).add(" ──").end();
  }

  private String verdict(Diagnosis diagnosis) {
    return catalogue.text(
        "verdict." + diagnosis.outcome().id(),
        Map.of(
            "stage",
            diagnosis.stage().id(),
            "stoppedBy",
            catalogue.text("stopped-by." + diagnosis.stoppedBy().id())));
  }

  private void finding(Diagnosis diagnosis, Finding finding) {
    FindingTexts texts = new FindingTexts(catalogue, diagnosis, finding);
    Style style = diagnosis.outcome() == Outcome.COMPLETED ? Style.YELLOW : Style.BOLD;
    page.to(INDENT).wrapped(texts.title(), INDENT, style);
    page.right(catalogue.text("confidence." + finding.confidence().id()), Style.FAINT).end();
    page.to(INDENT).wrapped(texts.explanation(), INDENT, Style.PLAIN).end();
    for (Evidence evidence : finding.evidence()) {
      page.to(EVIDENCE).add("#" + evidence.frame(), Style.CYAN);
      page.to(Math.max(EVIDENCE_TEXT, page.column() + 1))
          .wrapped(catalogue.text(evidence.text()), EVIDENCE_TEXT, Style.PLAIN)
          .end();
    }
    String next = catalogue.text("flow.next") + " ";
    for (String step : texts.nextSteps()) {
      page.to(INDENT).add(next);
      page.wrapped(step, INDENT + DisplayWidth.of(next), Style.PLAIN).end();
      next = " ".repeat(DisplayWidth.of(next));
    }
  }

  private void notAssessed(List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    page.end();
    for (Message message : messages) {
      String head = catalogue.text("flow.not-assessed") + " ";
      page.to(INDENT).add(head, Style.FAINT);
      page.wrapped(catalogue.text(message), INDENT + DisplayWidth.of(head), Style.FAINT).end();
    }
  }

  private void seenAt(List<Crossing> crossings) {
    if (!crossings.isEmpty()) {
      page.end();
    }
    for (Crossing crossing : crossings) {
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
      page.to(INDENT).wrapped(text, INDENT, Style.FAINT).end();
    }
  }

  /** A line where somebody took long over a step. */
  private void slow(Delays delays) {
    if (delays.slow().isEmpty()) {
      return;
    }
    Delays.Wait wait = delays.slow().get();
    String head = catalogue.text("flow.slow") + " ";
    page.end().to(INDENT).add(head, Style.FAINT);
    String text =
        catalogue.text(
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
    page.wrapped(text, INDENT + DisplayWidth.of(head), Style.FAINT).end();
  }

  private static double seconds(long nanos) {
    return Math.round(nanos / 1e6) / 1e3;
  }

  private void timeline(Diagnosis diagnosis) {
    FinishedFlow flow = diagnosis.facts().flow();
    List<TimelineStep> steps = new TimelineSteps(catalogue, diagnosis).steps();
    new TimelineTable(page, catalogue, flow.startNanos(), steps).write();
    EventTexts events = new EventTexts(catalogue);
    for (FlowLog.Entry entry : flow.log().entries()) {
      if (entry.event() instanceof TlsEvent.Totals totals
          && totals.clientRecords() + totals.serverRecords() > 0) {
        page.to(INDENT).wrapped(events.of(totals), INDENT, Style.FAINT).end();
      }
    }
    diagnosis.facts().serverFlightShape().ifPresent(this::serverFlight);
    if (flow.log().dropped() > 0) {
      String text = catalogue.text("timeline.dropped", "count", flow.log().dropped());
      page.to(INDENT).wrapped(text, INDENT, Style.FAINT).end();
    }
  }

  private void serverFlight(ServerFlightShape shape) {
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
    page.to(INDENT)
        .wrapped(catalogue.text("server-flight." + kind, arguments), INDENT, Style.FAINT)
        .end();
  }
}
