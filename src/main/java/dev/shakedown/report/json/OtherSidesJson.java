package dev.shakedown.report.json;

import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.OtherSide;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.diagnosis.pairs.Pair;
import dev.shakedown.diagnosis.pairs.Termination;
import dev.shakedown.tcp.FlowDevice.Side;

/** The other sides of a relayed connection that the capture holds. */
final class OtherSidesJson {
  private OtherSidesJson() {}

  /** Writes nothing for a connection without any. */
  static void write(JsonOut out, Diagnosis diagnosis) {
    if (diagnosis.otherSides().isEmpty()) {
      return;
    }
    out.number("peerFlow", diagnosis.otherSides().get(0).pair().there().flow());
    out.array("otherSides");
    for (OtherSide other : diagnosis.otherSides()) {
      Pair pair = other.pair();
      out.object()
          .number("flow", pair.there().flow())
          .text("side", pair.thereIs() == Side.SERVER ? "server" : "client")
          .text("tie", pair.tie().id());
      if (pair.frame() > 0) {
        out.number("frame", pair.frame());
      }
      other.diagnosis().ifPresent(d -> termination(out, pair, diagnosis.facts(), d.facts()));
      out.endObject();
    }
    out.endArray();
  }

  private static void termination(JsonOut out, Pair pair, FlowFacts here, FlowFacts there) {
    boolean hereIsClientSide = pair.thereIs() == Side.SERVER;
    Termination termination =
        hereIsClientSide ? Termination.of(here, there) : Termination.of(there, here);
    out.text("tls", termination.kind().id());
    termination.serverName().ifPresent(n -> out.flag("serverNamePassedOn", n));
    if (termination.forwardProxy()) {
      out.flag("forwardProxy", true);
    }
  }
}
