package dev.shakedown.report;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Finding;
import dev.shakedown.diagnosis.OtherSide;
import dev.shakedown.diagnosis.pairs.Half;
import dev.shakedown.diagnosis.pairs.Pair;
import dev.shakedown.diagnosis.pairs.Termination;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tcp.FlowDevice.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words for the two sides of a relayed connection. */
public final class PairTexts {
  private final Catalogue catalogue;

  public PairTexts(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The numbers of its connections: {@code flows 1, 2}. */
  public String numbers(FlowBlock block) {
    String ids = block.flows().map(String::valueOf).collect(Collectors.joining(", "));
    return catalogue.text("pair.head", "ids", ids);
  }

  /** The listener, and what of the device handled it. */
  public String where(FlowBlock block) {
    Optional<FlowDevice> device = block.first().facts().flow().device();
    List<String> words = new ArrayList<>(List.of("BIG-IP"));
    if (device.isPresent()) {
      words.add(device.get().listener());
      if (device.get().unit() >= 0) {
        words.add("slot" + device.get().slot() + "/tmm" + device.get().unit());
      }
    }
    return words.stream().filter(w -> !w.isEmpty()).collect(Collectors.joining("  "));
  }

  /** What stands above a lane of their timeline. */
  public String lane(LaneTimeline.Lane lane) {
    return switch (lane) {
      case CLIENT -> catalogue.text("timeline.client");
      case RELAY -> "BIG-IP";
      case SERVER -> catalogue.text("timeline.pool-member");
    };
  }

  /** Which side of the device one of them is. */
  public String role(FlowBlock block, Diagnosis side) {
    boolean client = side.equals(block.first());
    return catalogue.text(client ? "pair.client-side" : "pair.server-side");
  }

  /** Its sides, those whose failure is no consequence of another's before the others. */
  public List<Diagnosis> rootFirst(FlowBlock block) {
    return block.sides().stream()
        .sorted(
            Comparator.comparing(
                    (Diagnosis d) ->
                        d.findings().stream().findFirst().flatMap(Finding::origin).isPresent())
                .thenComparing(Seriousness::of))
        .toList();
  }

  /** What becomes of TLS between the sides, a sentence each. */
  public List<String> between(FlowBlock block) {
    List<String> sentences = new ArrayList<>();
    for (OtherSide other : block.first().otherSides()) {
      boolean shown =
          block.sides().stream().skip(1).anyMatch(d -> number(d) == other.pair().there().flow());
      if (shown && other.diagnosis().isPresent()) {
        sentences.addAll(between(block.first(), other.pair(), other.diagnosis().get()));
        if (other.pair().tie() == Pair.Tie.TIMING) {
          sentences.add(catalogue.text("pair.by-timing"));
        }
      }
    }
    return sentences.stream().distinct().toList();
  }

  private List<String> between(Diagnosis client, Pair pair, Diagnosis server) {
    Termination termination = Termination.of(client.facts(), server.facts());
    List<String> sentences = new ArrayList<>();
    if (termination.kind() != Termination.Kind.UNKNOWN) {
      sentences.add(catalogue.text("pair.tls." + termination.kind().id()));
    }
    boolean ownHello = termination.kind() == Termination.Kind.BOTH_SIDES;
    if (ownHello && termination.serverName().isPresent() && !termination.serverName().get()) {
      String sent = server.facts().serverName().orElse("");
      String key = sent.isEmpty() ? "pair.no-server-name" : "pair.other-server-name";
      sentences.add(
          catalogue.text(
              key,
              Map.of(
                  "serverName", client.facts().serverName().orElse(""),
                  "sent", sent,
                  "server", pair.there().server().toString())));
    }
    if (termination.forwardProxy()) {
      sentences.add(catalogue.text("pair.forward-proxy"));
    }
    return sentences;
  }

  /** Other sides that are not shown with it, a sentence each. */
  public List<String> otherSides(List<OtherSide> others) {
    return others.stream().map(this::otherSide).toList();
  }

  private String otherSide(OtherSide other) {
    Half there = other.pair().there();
    String side = other.pair().thereIs() == Side.SERVER ? "server" : "client";
    return catalogue.text(
        "pair.other." + side,
        Map.of(
            "flow", String.valueOf(there.flow()),
            "client", there.client().toString(),
            "server", there.server().toString()));
  }

  private static int number(Diagnosis diagnosis) {
    return diagnosis.facts().flow().id();
  }
}
