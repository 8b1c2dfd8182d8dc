package dev.shakedown.report.json;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.Message;
import dev.shakedown.diagnosis.Origin;
import dev.shakedown.diagnosis.facts.AlertSeen;
import dev.shakedown.diagnosis.facts.Delays;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.diagnosis.facts.ServerFlightShape;
import dev.shakedown.diagnosis.log.Logged;
import dev.shakedown.diagnosis.points.Crossing;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.EventTexts;
import dev.shakedown.report.FindingTexts;
import dev.shakedown.report.Timeline;
import dev.shakedown.report.TimelineRow;
import dev.shakedown.tcp.Endpoint;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.CipherSuite;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One connection: the contract's FLOW. */
final class FlowJson {
  /** Plaintext messages listed per connection. */
  private static final int MAX_PLAINTEXT = 32;

  private final Catalogue catalogue;
  private final EventTexts events;

  private boolean withFingerprints = true;

  FlowJson(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.events = new EventTexts(catalogue);
  }

  /** From now on. */
  void leaveOutFingerprints() {
    withFingerprints = false;
  }

  void write(JsonOut out, Diagnosis diagnosis) {
    FlowFacts facts = diagnosis.facts();
    FinishedFlow flow = facts.flow();
    out.number("id", flow.id());
    endpoint(out, "client", flow.client());
    endpoint(out, "server", flow.server());
    out.time("start", flow.startNanos())
        .time("end", flow.endNanos())
        .object("frames")
        .number("first", flow.firstFrame())
        .number("last", flow.lastFrame())
        .number("count", flow.frames())
        .endObject()
        .text("outcome", diagnosis.outcome().id())
        .text("stage", diagnosis.stage().id())
        .text("stoppedBy", diagnosis.stoppedBy().id());
    BigIpJson.flow(out, flow);
    plaintext(out, facts);
    tls(out, facts);
    if (withFingerprints) {
      fingerprints(out, facts);
    }
    OfferAnswerJson.stacks(out, facts.clientStack(), facts.serverStack());
    hellos(out, facts);
    facts.serverFlightShape().ifPresent(s -> serverFlight(out, s));
    CertificateJson.write(out, facts);
    applicationData(out, flow.log());
    timing(out, facts);
    alerts(out, facts);
    findings(out, diagnosis);
    diagnosis.offerAnswer().ifPresent(t -> OfferAnswerJson.write(out, t, catalogue));
    out.array("notAssessed");
    for (Message message : diagnosis.notAssessed()) {
      out.text(catalogue.text(message));
    }
    out.endArray();
    seenAt(out, diagnosis);
    timeline(out, flow);
    OtherSidesJson.write(out, diagnosis);
  }

  private static void seenAt(JsonOut out, Diagnosis diagnosis) {
    if (diagnosis.crossings().isEmpty()) {
      return;
    }
    out.array("seenAt");
    for (Crossing crossing : diagnosis.crossings()) {
      out.object()
          .text("file", crossing.there().capture())
          .number("flow", crossing.there().flow())
          .text("tie", crossing.tie().id())
          .text("position", crossing.position().id());
      crossing.clockOffsetNanos().ifPresent(o -> out.seconds("clockOffset", o));
      out.endObject();
    }
    out.endArray();
  }

  static void endpoint(JsonOut out, String name, Endpoint endpoint) {
    out.object(name)
        .text("ip", endpoint.address().toString())
        .number("port", endpoint.port())
        .endObject();
  }

  private static void plaintext(JsonOut out, FlowFacts facts) {
    List<Seen<PlaintextEvent>> spoken = facts.plaintext();
    Optional<Seen<PlaintextEvent>> preamble =
        spoken.stream().filter(s -> s.value().role() != PlaintextEvent.Role.DATA).findFirst();
    if (preamble.isPresent()) {
      preamble(out, spoken, preamble.get());
    }
    if (spoken.isEmpty()) {
      return;
    }
    out.array("plaintext");
    for (Seen<PlaintextEvent> said : spoken.subList(0, Math.min(MAX_PLAINTEXT, spoken.size()))) {
      out.object()
          .number("frame", said.frame())
          .text("from", side(said.from()))
          .text("protocol", said.value().protocol())
          .text("role", role(said.value()))
          .number("length", said.value().length())
          .text("text", said.value().gist());
      details(out, said.value());
      out.endObject();
    }
    out.endArray();
  }

  private static void preamble(
      JsonOut out, List<Seen<PlaintextEvent>> spoken, Seen<PlaintextEvent> first) {
    out.object("preamble")
        .text("protocol", first.value().protocol())
        .number("frame", first.frame());
    spoken.stream()
        .map(s -> s.value().role())
        .filter(
            r ->
                r == PlaintextEvent.Role.UPGRADE_ACCEPTED
                    || r == PlaintextEvent.Role.UPGRADE_REFUSED)
        .findFirst()
        .ifPresent(r -> out.flag("accepted", r == PlaintextEvent.Role.UPGRADE_ACCEPTED));
    details(out, first.value());
    out.endObject();
  }

  private static void details(JsonOut out, PlaintextEvent event) {
    if (!event.details().isEmpty()) {
      out.value("details", event.details());
    }
  }

  private static String role(PlaintextEvent event) {
    return event.role().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void tls(JsonOut out, FlowFacts facts) {
    if (facts.clientHello().isEmpty() && facts.serverHello().isEmpty()) {
      return;
    }
    out.object("tls")
        .codePoint("version", facts.version())
        .codePoint(
            "cipherSuite",
            facts
                .serverHello()
                .map(s -> s.value().cipherSuite())
                .filter(s -> !s.equals(CipherSuite.UNREADABLE)))
        .text("serverName", facts.serverName())
        .text("alpn", facts.alpn())
        .codePoint("group", facts.group())
        .flag("resumed", facts.resumed())
        .flag("decrypted", facts.decrypted())
        .endObject();
  }

  private static void fingerprints(JsonOut out, FlowFacts facts) {
    if (facts.clientHello().isEmpty() || facts.clientHello().get().value().ssl2Format()) {
      return;
    }
    ClientHello hello = facts.clientHello().get().value();
    out.object("fingerprints").text("ja3", Fingerprints.ja3(hello));
    facts.serverHello().ifPresent(s -> out.text("ja3s", Fingerprints.ja3s(s.value())));
    facts
        .helloRetryRequest()
        .ifPresent(s -> out.text("ja3sHelloRetryRequest", Fingerprints.ja3s(s.value())));
    out.text("ja4", Fingerprints.ja4(hello)).endObject();
  }

  /** What passed in protected records of type application_data, where anything did. */
  private static void applicationData(JsonOut out, FlowLog log) {
    for (FlowLog.Entry entry : log.entries()) {
      if (entry.event() instanceof TlsEvent.Totals totals
          && totals.clientRecords() + totals.serverRecords() > 0) {
        out.object("applicationData")
            .object("client")
            .number("records", totals.clientRecords())
            .number("bytes", totals.clientBytes())
            .endObject()
            .object("server")
            .number("records", totals.serverRecords())
            .number("bytes", totals.serverBytes())
            .endObject()
            .endObject();
        return;
      }
    }
  }

  /** Where the time of the handshake went; absent where no step of TLS was seen. */
  private static void timing(JsonOut out, FlowFacts facts) {
    if (facts.clientHello().isEmpty() && facts.serverHello().isEmpty()) {
      return;
    }
    Delays delays = facts.delays();
    out.object("timing");
    if (facts.flow().synRttNanos() >= 0) {
      out.seconds("roundTripToServer", facts.flow().synRttNanos());
    }
    if (facts.flow().ackRttNanos() >= 0) {
      out.seconds("roundTripToClient", facts.flow().ackRttNanos());
    }
    out.seconds("total", delays.totalNanos())
        .seconds("client", delays.clientNanos())
        .seconds("server", delays.serverNanos())
        .seconds("network", delays.networkNanos());
    delays
        .longest()
        .ifPresent(
            w ->
                out.object("longestWait")
                    .seconds("seconds", w.nanos())
                    .text("by", side(w.by()))
                    .number("after", w.after())
                    .number("until", w.until())
                    .endObject());
    out.flag("slow", delays.slow().isPresent()).endObject();
  }

  private static void hellos(JsonOut out, FlowFacts facts) {
    facts.clientHello().ifPresent(s -> client(out, "clientHello", s, facts.flow().log()));
    facts
        .clientHelloBeginning()
        .ifPresent(
            s -> HelloJson.client(out, "clientHello", s.frame(), s.value(), received(facts, s)));
    Optional<Seen<ServerHello>> first = facts.helloRetryRequest().or(facts::serverHello);
    first.ifPresent(s -> server(out, "serverHello", s));
    facts
        .serverHelloBeginning()
        .ifPresent(
            s ->
                HelloJson.server(
                    out,
                    "serverHello",
                    s.frame(),
                    (ServerHello) s.value().message(),
                    received(facts, s)));
    facts
        .secondClientHello()
        .ifPresent(s -> client(out, "secondClientHello", s, facts.flow().log()));
    if (facts.helloRetryRequest().isPresent()) {
      facts.serverHello().ifPresent(s -> server(out, "secondServerHello", s));
    }
  }

  private static void serverFlight(JsonOut out, ServerFlightShape shape) {
    out.object("serverFlight").flag("inferred", true).array("records");
    for (int i = 0; i < shape.records().size(); i++) {
      out.object()
          .number("frame", shape.frames().get(i))
          .number("length", shape.records().get(i))
          .endObject();
    }
    out.endArray()
        .flag("certificateRequested", shape.certificateRequested())
        .number("certificateMessage", shape.certificateMessage())
        .number("certificatesAtMost", shape.certificatesAtMost())
        .number("finishedHash", shape.finishedHash())
        .number("padding", shape.padding())
        .texts("refutedBy", shape.refutedBy().stream().map(ServerFlightShape.Doubt::id).toList())
        .endObject();
  }

  private static void client(JsonOut out, String name, Seen<ClientHello> seen, FlowLog log) {
    TlsEvent.Handshake onWire = (TlsEvent.Handshake) log.entries().get(seen.index()).event();
    HelloJson.client(out, name, seen.frame(), onWire, onWire.length());
  }

  private static void server(JsonOut out, String name, Seen<ServerHello> seen) {
    HelloJson.server(out, name, seen.frame(), seen.value(), 0);
  }

  private static long received(FlowFacts facts, Seen<?> beginning) {
    FlowLog.Entry entry = facts.flow().log().entries().get(beginning.index());
    return ((TlsEvent.PartialMessage) entry.event()).received();
  }

  private static void alerts(JsonOut out, FlowFacts facts) {
    out.array("alerts");
    for (AlertSeen alert : facts.alerts()) {
      out.object().number("frame", alert.frame()).text("from", side(alert.from()));
      alert.level().ifPresent(l -> out.text("level", l.name()));
      out.codePoint("description", alert.description()).flag("encrypted", alert.encrypted());
      if (alert.inferred()) {
        out.flag("inferred", true);
      }
      out.endObject();
    }
    out.endArray();
  }

  private void findings(JsonOut out, Diagnosis diagnosis) {
    out.array("findings");
    for (Finding finding : diagnosis.findings()) {
      FindingTexts texts = new FindingTexts(catalogue, diagnosis, finding);
      out.object()
          .text("code", finding.code())
          .text("confidence", finding.confidence().id())
          .text("title", texts.title())
          .text("explanation", texts.explanation())
          .array("evidence");
      for (Evidence evidence : finding.evidence()) {
        out.object();
        place(out, evidence.frame(), evidence.logLine());
        out.text("text", catalogue.text(evidence.text())).endObject();
      }
      out.endArray().texts("nextSteps", texts.nextSteps()).value("details", finding.details());
      finding.origin().ifPresent(o -> causedBy(out, o));
      out.endObject();
    }
    out.endArray();
  }

  private static void causedBy(JsonOut out, Origin origin) {
    out.object("causedBy").number("flow", origin.flow());
    origin.finding().ifPresent(f -> out.text("code", f.code()));
    out.text("confidence", origin.confidence().id()).endObject();
  }

  private void timeline(JsonOut out, FinishedFlow flow) {
    out.array("timeline");
    long previous = flow.startNanos();
    for (TimelineRow row : Timeline.of(flow.log())) {
      if (row.event() instanceof TlsEvent.Totals) {
        continue;
      }
      out.object().time("time", row.epochNanos()).seconds("delta", row.epochNanos() - previous);
      place(out, row.frame(), row.event() instanceof Logged l ? l.line().place() : "");
      out.text("from", side(row.from())).text("layer", row.layer().id()).text("event", row.name());
      if (row.bytes() >= 0) {
        out.number("bytes", row.bytes());
      }
      out.textIfAny("text", events.of(row.event())).endObject();
      previous = row.epochNanos();
    }
    out.endArray();
    if (flow.log().dropped() > 0) {
      out.number("eventsNotKept", flow.log().dropped());
    }
  }

  /** Where to look it up: a frame of the capture, or a line of a log. */
  private static void place(JsonOut out, long frame, String logLine) {
    if (logLine.isEmpty()) {
      out.number("frame", frame);
    } else {
      out.text("log", logLine);
    }
  }

  static String side(Sender sender) {
    return sender.name().toLowerCase(Locale.ROOT);
  }
}
