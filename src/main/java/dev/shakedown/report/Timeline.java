package dev.shakedown.report;

import dev.shakedown.diagnosis.log.Logged;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.report.TimelineRow.Layer;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.ServerHello;
import dev.shakedown.tls.registry.HandshakeType;
import java.util.ArrayList;
import java.util.List;

/** The course of a connection: a row for each event of its log. */
public final class Timeline {
  private Timeline() {}

  /** The rows in the log's order. */
  public static List<TimelineRow> of(FlowLog log) {
    return of(log.entries());
  }

  /** A row for each of these events. */
  public static List<TimelineRow> of(List<FlowLog.Entry> entries) {
    List<TimelineRow> rows = new ArrayList<>(entries.size());
    for (FlowLog.Entry entry : entries) {
      rows.add(row(entry));
    }
    return rows;
  }

  private static TimelineRow row(FlowLog.Entry entry) {
    FlowEvent event = entry.event();
    if (event instanceof TlsEvent tls) {
      return row(entry, Layer.TLS, name(tls), bytes(tls));
    }
    if (event instanceof TcpEvent tcp) {
      return row(
          entry, tcp instanceof TcpEvent.Icmp ? Layer.ICMP : Layer.TCP, name(tcp), bytes(tcp));
    }
    if (event instanceof PlaintextEvent plaintext) {
      return row(entry, Layer.PLAINTEXT, plaintext.protocol(), plaintext.length());
    }
    if (event instanceof Logged logged) {
      return row(entry, Layer.LOG, logged.line().id().isEmpty() ? "log" : logged.line().id(), -1);
    }
    return row(entry, Layer.LOG, event.getClass().getSimpleName(), -1);
  }

  private static TimelineRow row(FlowLog.Entry entry, Layer layer, String name, long bytes) {
    return new TimelineRow(
        entry.epochNanos(), entry.frame(), entry.from(), layer, name, bytes, entry.event());
  }

  private static String name(TcpEvent event) {
    if (event instanceof TcpEvent.Syn syn) {
      return syn.ack() ? "SYN-ACK" : "SYN";
    }
    if (event instanceof TcpEvent.Fin) {
      return "FIN";
    }
    if (event instanceof TcpEvent.Rst) {
      return "RST";
    }
    if (event instanceof TcpEvent.Icmp) {
      return "IcmpError";
    }
    return event.getClass().getSimpleName();
  }

  private static String name(TlsEvent event) {
    return event instanceof TlsEvent.Handshake handshake
        ? name(handshake.message())
        : event.getClass().getSimpleName();
  }

  /** The RFC's name of a message: {@code ServerHello}, {@code NewSessionTicket}. */
  static String name(HandshakeMessage message) {
    if (message instanceof ServerHello hello && hello.isHelloRetryRequest()) {
      return "HelloRetryRequest";
    }
    String registered = message.type().name();
    if (registered.startsWith("unknown")) {
      return "HandshakeMessage";
    }
    if (message.type().equals(HandshakeType.CERTIFICATE_URL)) {
      return "CertificateURL";
    }
    StringBuilder name = new StringBuilder(registered.length());
    boolean wordBegins = true;
    for (char c : registered.replace("_RESERVED", "").toCharArray()) {
      if (c != '_') {
        name.append(wordBegins ? Character.toUpperCase(c) : c);
      }
      wordBegins = c == '_';
    }
    return name.toString();
  }

  private static long bytes(TcpEvent event) {
    if (event instanceof TcpEvent.Retransmission again) {
      return again.length();
    }
    if (event instanceof TcpEvent.Missing missing) {
      return missing.length();
    }
    return event instanceof TcpEvent.ConflictingOverlap overlap ? overlap.length() : -1;
  }

  private static long bytes(TlsEvent event) {
    if (event instanceof TlsEvent.Handshake handshake) {
      return handshake.length();
    }
    if (event instanceof TlsEvent.ProtectedRecord sealed) {
      return sealed.length();
    }
    if (event instanceof TlsEvent.OversizedRecord oversized) {
      return oversized.length();
    }
    return event instanceof TlsEvent.LostTrack lost ? lost.missing() : -1;
  }
}
