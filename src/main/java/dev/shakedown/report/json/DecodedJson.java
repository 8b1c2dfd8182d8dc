package dev.shakedown.report.json;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.EventTexts;
import dev.shakedown.report.Fields;
import dev.shakedown.report.Timeline;
import dev.shakedown.report.TimelineRow;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.x509.Certificate;
import java.util.List;

/** Decoded bytes as JSON: each event with the timeline's name and text, and all its fields. */
public final class DecodedJson {
  private final EventTexts events;

  public DecodedJson(Catalogue catalogue) {
    this.events = new EventTexts(catalogue);
  }

  /** The document for this reading. */
  public byte[] document(
      String form, String kind, List<FlowLog.Entry> log, List<Certificate> certificates) {
    JsonOut out = new JsonOut();
    out.object().text("form", form).text("kind", kind).array("events");
    for (TimelineRow row : Timeline.of(log)) {
      event(out, row);
    }
    out.endArray().array("certificates");
    for (Certificate certificate : certificates) {
      out.value(Fields.of(certificate));
    }
    return out.endArray().endObject().finish();
  }

  private void event(JsonOut out, TimelineRow row) {
    out.object()
        .number("block", row.frame())
        .text("from", FlowJson.side(row.from()))
        .text("event", row.name());
    if (row.bytes() >= 0) {
      out.number("bytes", row.bytes());
    }
    out.textIfAny("text", events.of(row.event()));
    if (row.event() instanceof TlsEvent.Handshake handshake
        && handshake.message() instanceof Record message) {
      out.value("fields", Fields.of(message));
    } else if (row.event() instanceof TlsEvent.PartialMessage partial
        && partial.beginning().isPresent()) {
      out.value("fields", Fields.of((Record) partial.beginning().get().message()));
    }
    out.endObject();
  }
}
