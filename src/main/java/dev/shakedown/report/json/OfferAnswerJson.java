package dev.shakedown.report.json;

import dev.shakedown.diagnosis.facts.PeerStack;
import dev.shakedown.diagnosis.negotiation.OfferAnswer;
import dev.shakedown.report.Catalogue;
import java.util.Optional;

/** The table of offer and answer, and the stacks that both sides look like. */
final class OfferAnswerJson {
  private OfferAnswerJson() {}

  static void write(JsonOut out, OfferAnswer table, Catalogue catalogue) {
    out.object("offerAnswer").array("rows");
    for (OfferAnswer.Row row : table.rows()) {
      out.object()
          .text("aspect", row.aspect().id())
          .text("state", row.state().id())
          .value("offered", row.offered())
          .value("answer", row.answer())
          .text("source", row.source().id())
          .value("overlap", row.overlap());
      row.change().ifPresent(c -> out.text("change", catalogue.text(c)));
      out.endObject();
    }
    out.endArray();
    table.compared().ifPresent(d -> out.value("compared", d.asMap()));
    out.endObject();
  }

  static void stacks(JsonOut out, Optional<PeerStack> client, Optional<PeerStack> server) {
    if (client.isEmpty() && server.isEmpty()) {
      return;
    }
    out.object("stacks");
    client.ifPresent(s -> stack(out, "client", s));
    server.ifPresent(s -> stack(out, "server", s));
    out.endObject();
  }

  private static void stack(JsonOut out, String side, PeerStack stack) {
    out.object(side)
        .text("name", stack.stack().title())
        .text("confidence", stack.confidence().id())
        .text("sign", stack.sign())
        .number("frame", stack.frame())
        .endObject();
  }
}
