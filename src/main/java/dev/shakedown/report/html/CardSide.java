package dev.shakedown.report.html;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Confidence;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FlowTexts;
import dev.shakedown.report.text.DecodedText;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tls.TlsEvent;
import dev.shakedown.tls.handshake.ClientHello;
import dev.shakedown.tls.handshake.HandshakeMessage;
import dev.shakedown.tls.handshake.ServerHello;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection of a {@link Card}.
 *
 * @param catalogue the words
 * @param diagnosis what is told
 * @param role which side of the relay it is; empty where there is none
 */
public record CardSide(Catalogue catalogue, Diagnosis diagnosis, String role) {

  /** Its words. */
  public FlowTexts texts() {
    return new FlowTexts(catalogue, diagnosis);
  }

  /** Its number. */
  public int flow() {
    return diagnosis.facts().flow().id();
  }

  /** What tells its parts from those of the other side; empty where there is none. */
  public String label() {
    return role.isEmpty() ? "" : texts().number();
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
}
