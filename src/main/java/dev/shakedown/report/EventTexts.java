package dev.shakedown.report;

import dev.shakedown.diagnosis.log.Logged;
import dev.shakedown.packet.IcmpError;
import dev.shakedown.packet.IncompleteDatagram;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.FlowEvent;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.registry.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The gist of an event in one line, of one language. */
public final class EventTexts {
  private static final String SEPARATOR = "; ";

  private final Catalogue catalogue;
  private final MessageTexts messages;
  private final Problems problems;

  public EventTexts(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.messages = new MessageTexts(catalogue);
    this.problems = new Problems(catalogue);
  }

  /** The gist; empty where the event's name says it all. */
  public String of(FlowEvent event) {
    if (event instanceof TcpEvent tcp) {
      return of(tcp);
    }
    if (event instanceof TlsEvent tls) {
      return of(tls);
    }
    if (event instanceof Logged logged) {
      return logged.line().text();
    }
    return event instanceof PlaintextEvent plaintext ? of(plaintext) : "";
  }

  private String of(PlaintextEvent event) {
    String role =
        switch (event.role()) {
          case DATA, HEADER, UPGRADE_REQUEST -> "";
          case UPGRADE_ACCEPTED -> catalogue.text("gist.upgrade.accepted");
          case UPGRADE_REFUSED -> catalogue.text("gist.upgrade.refused");
        };
    String gist = gist(event);
    return role.isEmpty() ? gist : role + ": " + gist;
  }

  private String gist(PlaintextEvent event) {
    if (!event.gist().isEmpty()) {
      return event.gist();
    }
    String messages = event.details().get("messages");
    if (messages != null) {
      return catalogue.text("gist.plaintext.more", "count", Long.parseLong(messages));
    }
    String size = catalogue.text("gist.bytes", "bytes", event.length());
    String cut = event.details().get("message");
    return cut == null ? size : catalogue.text("gist.plaintext." + cut) + SEPARATOR + size;
  }

  private String of(TcpEvent event) {
    if (event instanceof TcpEvent.Syn syn) {
      return syn(syn);
    }
    if (event instanceof TcpEvent.Rst rst) {
      return rst.reason()
          .map(r -> catalogue.text("gist.rst.cause", "cause", r.verbatim()))
          .orElse("");
    }
    if (event instanceof TcpEvent.Retransmission again) {
      return again.firstFrame() == 0
          ? catalogue.text("gist.retransmission", "bytes", again.length())
          : catalogue.text(
              "gist.retransmission.of",
              Map.of("bytes", again.length(), "frame", again.firstFrame()));
    }
    if (event instanceof TcpEvent.Missing missing) {
      return catalogue.text(
          missing.cut() ? "gist.missing.cut" : "gist.missing", "bytes", missing.length());
    }
    if (event instanceof TcpEvent.ConflictingOverlap overlap) {
      return catalogue.text("gist.conflicting-overlap", "bytes", overlap.length());
    }
    if (event instanceof TcpEvent.Icmp icmp) {
      return icmp(icmp.error());
    }
    if (event instanceof TcpEvent.FragmentsMissing fragments) {
      return fragments(fragments.datagram());
    }
    return "";
  }

  private String syn(TcpEvent.Syn syn) {
    List<String> parts = new ArrayList<>();
    if (syn.mss() >= 0) {
      parts.add("MSS " + syn.mss());
    }
    if (syn.sackPermitted()) {
      parts.add("SACK");
    }
    if (syn.windowScale() >= 0) {
      parts.add("WS " + syn.windowScale());
    }
    String options = String.join(", ", parts);
    if (!syn.retransmission()) {
      return options;
    }
    String again = catalogue.text("gist.sent-again");
    return options.isEmpty() ? again : again + SEPARATOR + options;
  }

  private String icmp(IcmpError error) {
    String kind =
        error.packetTooBig()
            ? "too-big"
            : error.portUnreachable()
                ? "port"
                : error.prohibited() ? "prohibited" : error.unreachable() ? "unreachable" : "other";
    return catalogue.text(
        "gist.icmp." + (kind.equals("too-big") && error.mtu() > 0 ? "too-big.mtu" : kind),
        Map.of(
            "from", error.from().toString(),
            "mtu", String.valueOf(error.mtu()),
            "type", error.type(),
            "code", error.code()));
  }

  private String fragments(IncompleteDatagram datagram) {
    return datagram.totalLength() < 0
        ? catalogue.text("gist.fragments", "seen", datagram.bytesSeen())
        : catalogue.text(
            "gist.fragments.of",
            Map.of("seen", datagram.bytesSeen(), "total", datagram.totalLength()));
  }

  private String of(TlsEvent event) {
    if (event instanceof TlsEvent.Handshake handshake) {
      return messages.of(handshake);
    }
    if (event instanceof TlsEvent.Alert alert) {
      String words = alert.level().name() + " " + alert.description().name();
      return alert.decrypted() ? words + SEPARATOR + catalogue.text("gist.decrypted") : words;
    }
    if (event instanceof TlsEvent.ProtectedRecord sealed) {
      return sealed(sealed);
    }
    if (event instanceof TlsEvent.MalformedRecord malformed) {
      return catalogue.text(
          "gist.malformed-record",
          Map.of(
              "problem",
              problems.text(malformed.problem()),
              "head",
              malformed.head().slice(0, Math.min(16, malformed.head().size())).hex()));
    }
    if (event instanceof TlsEvent.OversizedRecord oversized) {
      return catalogue.text("gist.oversized-record", "bytes", oversized.length());
    }
    if (event instanceof TlsEvent.EmptyRecord empty) {
      return catalogue.text("gist.empty-record", "type", empty.type().name());
    }
    if (event instanceof TlsEvent.LostTrack lost) {
      return catalogue.text("gist.lost-track", "bytes", lost.missing());
    }
    if (event instanceof TlsEvent.PartialMessage partial) {
      String came = partial(partial.type().messageName(), partial.received(), partial.length());
      return partial.beginning().map(b -> came + SEPARATOR + messages.of(b)).orElse(came);
    }
    if (event instanceof TlsEvent.PartialRecord partial) {
      return partial(partial.type().name(), partial.received(), partial.length());
    }
    if (event instanceof TlsEvent.PlaintextRecord plain) {
      return catalogue.text("gist.encrypted", "type", plain.type())
          + SEPARATOR
          + catalogue.text("gist.bytes", "bytes", plain.length());
    }
    if (event instanceof TlsEvent.Secrets secrets) {
      return secrets(secrets.use());
    }
    if (event instanceof TlsEvent.VerifyData verified) {
      return catalogue.text(verified.right() ? "gist.verify-data.right" : "gist.verify-data.wrong");
    }
    return event instanceof TlsEvent.Totals totals ? totals(totals) : "";
  }

  private String partial(String what, int received, int length) {
    return length < 0
        ? catalogue.text("gist.partial", Map.of("what", what, "received", received))
        : catalogue.text(
            "gist.partial.of", Map.of("what", what, "received", received, "bytes", length));
  }

  private String secrets(TlsEvent.Secrets.Use use) {
    return catalogue.text(
        switch (use) {
          case FIT -> "gist.secrets.fit";
          case WRONG -> "gist.secrets.wrong";
          case WRONG_RSA_KEY -> "gist.secrets.wrong-rsa-key";
          case UNSUPPORTED_SUITE -> "gist.secrets.unsupported-suite";
          case OUT_OF_STEP -> "gist.secrets.out-of-step";
        });
  }

  private String sealed(TlsEvent.ProtectedRecord sealed) {
    String size = catalogue.text("gist.bytes", "bytes", sealed.length());
    return sealed.type().equals(ContentType.APPLICATION_DATA)
        ? size
        : catalogue.text("gist.encrypted", "type", sealed.type()) + SEPARATOR + size;
  }

  private String totals(TlsEvent.Totals totals) {
    return catalogue.text(
        "gist.totals",
        Map.of(
            "clientRecords", totals.clientRecords(),
            "clientBytes", totals.clientBytes(),
            "serverRecords", totals.serverRecords(),
            "serverBytes", totals.serverBytes()));
  }
}
