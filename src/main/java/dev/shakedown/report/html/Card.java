package dev.shakedown.report.html;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FlowTexts;
import dev.shakedown.report.TimelineLine;
import dev.shakedown.report.TimelineSteps;
import dev.shakedown.report.html.LadderDrawing.Participant;
import dev.shakedown.report.html.LadderDrawing.Placed;
import dev.shakedown.report.text.DecodedText;
import dev.shakedown.tcp.FinishedFlow;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.ServerHello;
import java.util.ArrayList;
import java.util.List;

/** What the template of one connection needs. */
public final class Card {
  private final Catalogue catalogue;
  private final Diagnosis diagnosis;
  private final List<TimelineLine> lines;
  private final Anchors anchors;

  Card(Catalogue catalogue, String anchor, Diagnosis diagnosis) {
    this.catalogue = catalogue;
    this.diagnosis = diagnosis;
    this.lines = new TimelineSteps(catalogue, diagnosis).lines();
    this.anchors = new Anchors(anchor, lines);
  }

  /** What is told. */
  public Diagnosis diagnosis() {
    return diagnosis;
  }

  /** Its words. */
  public FlowTexts texts() {
    return new FlowTexts(catalogue, diagnosis);
  }

  /** Where links to it go. */
  public Anchors anchors() {
    return anchors;
  }

  /** The lines of its timeline. */
  public List<TimelineLine> lines() {
    return lines;
  }

  /** Its picture. */
  public Ladder ladder() {
    FinishedFlow flow = diagnosis.facts().flow();
    List<Participant> ends =
        List.of(
            new Participant(catalogue.text("timeline.client"), flow.client().toString()),
            new Participant(catalogue.text("timeline.server"), flow.server().toString()));
    return new LadderDrawing(catalogue, ends, flow.startNanos())
        .draw(lines.stream().map(line -> new Placed(line, 0)).toList());
  }

  /** The certificates of each side that sent a Certificate message. */
  public List<ChainPicture> chains() {
    FlowFacts facts = diagnosis.facts();
    List<ChainPicture> chains = new ArrayList<>();
    if (facts.serverCertificate().isPresent()) {
      chains.add(ChainPicture.of(catalogue, "server", facts.serverChain(), isChainIncomplete()));
    }
    if (facts.clientCertificate().isPresent()) {
      chains.add(ChainPicture.of(catalogue, "client", facts.clientChain(), false));
    }
    return chains;
  }

  private boolean isChainIncomplete() {
    return diagnosis.findings().stream()
        .filter(f -> f.confidence() == Confidence.CERTAIN)
        .anyMatch(f -> f.code().equals(Codes.CERTIFICATE_CHAIN_INCOMPLETE));
  }

  /**
   * A decoded message.
   *
   * @param name its name and frame
   * @param lines all its fields
   */
  public record Hello(String name, List<String> lines) {
    public Hello {
      lines = List.copyOf(lines);
    }
  }

  /** The hellos of the first handshake, decoded. */
  public List<Hello> hellos() {
    List<Hello> hellos = new ArrayList<>();
    for (FlowLog.Entry entry : diagnosis.facts().flow().log().entries()) {
      if (isHello(entry)) {
        List<String> text = new DecodedText(catalogue).ofEvents(List.of(entry)).lines().toList();
        hellos.add(
            new Hello("#" + entry.frame() + "  " + text.get(0), text.subList(1, text.size())));
      }
    }
    return hellos;
  }

  private static boolean isHello(FlowLog.Entry entry) {
    if (entry.event() instanceof TlsEvent.PartialMessage partial) {
      return partial.beginning().filter(b -> isHello(b.message())).isPresent();
    }
    return entry.event() instanceof TlsEvent.Handshake handshake
        && handshake.handshake() == 0
        && isHello(handshake.message());
  }

  private static boolean isHello(HandshakeMessage message) {
    return message instanceof ClientHello || message instanceof ServerHello;
  }

  /** When its first frame was captured. */
  public long startNanos() {
    return diagnosis.facts().flow().startNanos();
  }
}
