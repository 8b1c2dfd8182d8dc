package dev.shakedown.diagnosis.rules;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.Plaintext;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.facts.Seen;
import dev.shakedown.preamble.PlaintextEvent;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tls.TlsEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The client's first bytes are plaintext where the server speaks TLS; behind a PROXY header or
 * inside a tunnel the first ones there.
 */
final class PlaintextToTls implements Rule {
  @Override
  public Set<String> codes() {
    return Set.of(
        Codes.PLAINTEXT_HTTP_TO_TLS_PORT, Codes.PLAINTEXT_TO_TLS_PORT, Codes.UNKNOWN_PROTOCOL);
  }

  @Override
  public Set<Outcome> outcomes() {
    return Set.of(Outcome.FAILED, Outcome.STALLED);
  }

  @Override
  public Verdict check(Case connection) {
    FlowFacts facts = connection.facts();
    Speech speech = Speech.of(facts.plaintext());
    Optional<Seen<PlaintextEvent>> first = speech.first(Sender.CLIENT);
    if (first.isEmpty() || facts.clientHello().isPresent()) {
      return Verdict.CLEAR;
    }
    if (speech.target().filter(String::isEmpty).isPresent()) {
      return Verdict.CLEAR; // a tunnel to nobody knows where
    }
    String protocol = first.get().value().protocol();
    // even one that comes after the client has gone shows what the server speaks
    boolean serverTls =
        facts.event(TlsEvent.Alert.class, e -> e.from() == Sender.SERVER).isPresent();
    if (isOnTheWayToTls(speech.spoken(), first.get(), serverTls)) {
      return Verdict.CLEAR;
    }
    // what a proxy carried for others says nothing about this tunnel's end
    boolean known = speech.target().isEmpty() && connection.server().speaksTls();
    boolean told = serverTls || Plaintext.serverExpectsTls(facts) || known;
    if (!told && !Plaintext.usuallyTls(speech.port().orElse(facts.flow().server().port()))) {
      return Verdict.CLEAR;
    }
    String code =
        switch (protocol) {
          case "http" -> Codes.PLAINTEXT_HTTP_TO_TLS_PORT;
          case "unknown" -> Codes.UNKNOWN_PROTOCOL;
          default -> Codes.PLAINTEXT_TO_TLS_PORT;
        };
    FindingBuilder finding = told ? FindingBuilder.certain(code) : FindingBuilder.likely(code);
    finding.variant(
        speech.target().isEmpty()
            ? told ? "" : "unanswered"
            : told ? "tunnel" : "tunnel-unanswered");
    finding.detail("protocol", protocol).detail("firstLine", first.get().value().gist());
    speech.target().ifPresent(t -> finding.detail("target", t));
    finding.spoken(first.get());
    speech.first(Sender.SERVER).ifPresent(finding::spoken);
    facts.alerts().stream().findFirst().ifPresent(finding::alert);
    if (facts.alerts().isEmpty()) {
      finding.end(connection.ending());
    }
    return finding.resetCause(facts).verdict();
  }

  /**
   * What is said to the server itself, behind a PROXY header or inside a tunnel if there is one.
   *
   * @param target where the tunnel leads, as the client asked for it; empty where that was not
   *     seen, absent without a tunnel
   */
  private record Speech(Optional<String> target, List<Seen<PlaintextEvent>> spoken) {
    static Speech of(List<Seen<PlaintextEvent>> all) {
      Optional<String> target = Optional.empty();
      String asked = "";
      int begin = 0;
      for (int i = 0; i < all.size(); i++) {
        PlaintextEvent event = all.get(i).value();
        if (event.role() == PlaintextEvent.Role.HEADER) {
          begin = i + 1;
        } else if (Plaintext.isTunnel(event.protocol())) {
          asked = event.details().getOrDefault("target", asked);
          if (event.role() == PlaintextEvent.Role.UPGRADE_ACCEPTED) {
            target = Optional.of(asked);
            begin = i + 1;
          }
        }
      }
      return new Speech(target, all.subList(begin, all.size()));
    }

    Optional<Seen<PlaintextEvent>> first(Sender from) {
      return spoken.stream().filter(p -> p.from() == from).findFirst();
    }

    /** The port the tunnel leads to. */
    Optional<Integer> port() {
      return target
          .map(t -> t.substring(t.lastIndexOf(':') + 1))
          .filter(p -> p.matches("[0-9]{1,5}"))
          .map(Integer::valueOf);
    }
  }

  /** Whether a protocol that turns to TLS is spoken, and the server does not answer in another. */
  private static boolean isOnTheWayToTls(
      List<Seen<PlaintextEvent>> spoken, Seen<PlaintextEvent> first, boolean serverTls) {
    boolean otherwise =
        spoken.stream()
            .filter(p -> p.from() == Sender.SERVER)
            .findFirst()
            .filter(
                p ->
                    p.index() > first.index()
                        && p.value().role() == PlaintextEvent.Role.DATA
                        && !p.value().protocol().equals(first.value().protocol()))
            .isPresent();
    return spoken.stream()
        .filter(p -> p.value().role() != PlaintextEvent.Role.DATA)
        .anyMatch(p -> p.from() == Sender.SERVER || !serverTls && !otherwise);
  }
}
