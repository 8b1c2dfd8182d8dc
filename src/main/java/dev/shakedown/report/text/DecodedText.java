package dev.shakedown.report.text;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.EventTexts;
import dev.shakedown.report.Fields;
import dev.shakedown.report.Printable;
import dev.shakedown.report.Timeline;
import dev.shakedown.report.TimelineRow;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.Registered;
import dev.shakedown.tls.x509.Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Decoded bytes as text: each event as the timeline prints it, and below it all its fields. */
public final class DecodedText {
  /** Characters of a value shown; bytes in hexadecimal are two each. */
  private static final int MAX_VALUE = 128;

  /** Lists of short values stand on one line up to this many characters. */
  private static final int MAX_LINE = 200;

  private static final String INDENT = "  ";

  private final Catalogue catalogue;
  private final EventTexts events;
  private final StringBuilder out = new StringBuilder();

  public DecodedText(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.events = new EventTexts(catalogue);
  }

  /** The text for these events. */
  public String ofEvents(List<FlowLog.Entry> log) {
    for (TimelineRow row : Timeline.of(log)) {
      String direction = row.from() == Sender.SERVER ? "◀── " : "──▶ ";
      String key = "event." + row.name();
      String name = catalogue.has(key) ? catalogue.text(key) : row.name();
      String gist = events.of(row.event());
      line(0, direction + name + (gist.isEmpty() ? "" : "  " + gist));
      if (row.event() instanceof TlsEvent.Handshake handshake
          && handshake.message() instanceof Record message) {
        fields(1, Fields.of(message));
      } else if (row.event() instanceof TlsEvent.PartialMessage partial) {
        partial.beginning().ifPresent(b -> fields(1, Fields.of((Record) b.message())));
      }
    }
    return out.toString();
  }

  /** The text for these certificates. */
  public String ofCertificates(List<Certificate> certificates) {
    for (Certificate certificate : certificates) {
      line(0, "Certificate  " + certificate.subject());
      fields(1, Fields.of(certificate));
    }
    return out.toString();
  }

  private void fields(int depth, Map<?, ?> fields) {
    fields.forEach((name, value) -> field(depth, String.valueOf(name), value));
  }

  private void field(int depth, String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      line(depth, name);
      fields(depth + 1, map);
    } else if (value instanceof List<?> list) {
      list(depth, name, list);
    } else {
      line(depth, name + ": " + text(value));
    }
  }

  private void list(int depth, String name, List<?> list) {
    boolean plain = list.stream().noneMatch(v -> v instanceof Map || v instanceof List);
    String together =
        plain ? list.stream().map(DecodedText::text).collect(Collectors.joining(", ")) : "";
    if (plain && together.length() <= MAX_LINE) {
      line(depth, name + ": " + together);
      return;
    }
    line(depth, name + " (" + list.size() + ")");
    for (Object element : list) {
      if (element instanceof Map<?, ?> map) {
        element(depth + 1, map);
      } else {
        line(depth + 1, text(element));
      }
    }
  }

  /** One of a list: its first field heads the others. */
  private void element(int depth, Map<?, ?> map) {
    boolean first = true;
    for (Map.Entry<?, ?> field : map.entrySet()) {
      Object value = field.getValue();
      if (first && !(value instanceof Map) && !(value instanceof List)) {
        line(depth, text(value));
      } else if (first) {
        field(depth, String.valueOf(field.getKey()), value);
      } else {
        field(depth + 1, String.valueOf(field.getKey()), value);
      }
      first = false;
    }
  }

  private static String text(Object value) {
    if (value instanceof Registered code) {
      String number = Integer.toHexString(code.code());
      return code.name().contains("(0x")
          ? code.name()
          : code.name() + " (0x" + "0".repeat(Math.max(0, 4 - number.length())) + number + ")";
    }
    String text = String.valueOf(value);
    return text.length() <= MAX_VALUE
        ? text
        : text.substring(0, MAX_VALUE) + "… (" + text.length() + ")";
  }

  private void line(int depth, String text) {
    out.append(INDENT.repeat(depth)).append(Printable.of(text)).append('\n');
  }
}
