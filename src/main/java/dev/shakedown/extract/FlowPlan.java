package dev.shakedown.extract;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Evidence;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.facts.FlowFacts;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.FindingTexts;
import dev.shakedown.tcp.FlowLog;
import dev.shakedown.tcp.Sender;
import dev.shakedown.tcp.TcpEvent;
import dev.shakedown.tls.TlsEvent;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is extracted of one connection.
 *
 * @param flow its number
 * @param lastFrame the last frame of interest; of those behind it only what closes the connection
 * @param comments what is to be said at which frame
 * @param clientRandom by which its secrets are found; absent without a ClientHello
 */
record FlowPlan(
    int flow, long lastFrame, Map<Long, String> comments, Optional<Bytes> clientRandom) {

  /**
   * Protected records of each side behind a completed handshake: those after which nobody doubts
   * that it is completed, and session tickets.
   */
  private static final int RECORDS_BEHIND = 4;

  /**
   * Plans a connection.
   *
   * @param diagnosis what is known of it
   * @param told the same as comments may tell it
   * @param whole whether all its frames are wanted
   */
  static FlowPlan of(Diagnosis diagnosis, Diagnosis told, boolean whole, Catalogue catalogue) {
    FlowFacts facts = diagnosis.facts();
    return new FlowPlan(
        facts.flow().id(),
        whole ? Long.MAX_VALUE : lastFrame(diagnosis),
        comments(told, whole, catalogue),
        facts.clientHello().map(h -> h.value().random()));
  }

  /** What failed is wanted to its end: there is no application data in it. */
  private static long lastFrame(Diagnosis diagnosis) {
    boolean data =
        diagnosis.outcome() == Outcome.COMPLETED
            || diagnosis.outcome() == Outcome.NOT_TLS
            || diagnosis.outcome() == Outcome.NOT_ATTEMPTED;
    if (!data) {
      return Long.MAX_VALUE;
    }
    FlowFacts facts = diagnosis.facts();
    int handshake = facts.progress().lastStepIndex();
    Map<Sender, Integer> behind = new EnumMap<>(Sender.class);
    long last =
        diagnosis.findings().stream()
            .flatMap(f -> f.evidence().stream())
            .mapToLong(Evidence::frame)
            .max()
            .orElse(0);
    int index = 0;
    for (FlowLog.Entry entry : facts.flow().log().entries()) {
      boolean counts =
          !(entry.event() instanceof TlsEvent.Totals)
              && !(entry.event() instanceof TcpEvent && index > handshake)
              && (index <= handshake
                  || !(entry.event() instanceof TlsEvent.ProtectedRecord)
                  || behind.merge(entry.from(), 1, Integer::sum) <= RECORDS_BEHIND);
      last = counts ? Math.max(last, entry.frame()) : last;
      index++;
    }
    return last;
  }

  private static Map<Long, String> comments(Diagnosis told, boolean whole, Catalogue catalogue) {
    Map<Long, String> comments = new LinkedHashMap<>();
    var flow = told.facts().flow();
    String opening =
        catalogue.text(
            "extract.flow",
            Map.of(
                "flow", flow.id(),
                "client", flow.client(),
                "server", flow.server(),
                "outcome", told.outcome().id(),
                "stage", told.stage().id()));
    comments.put(
        flow.firstFrame(),
        whole ? opening : opening + "\n" + catalogue.text("extract.handshake-only"));
    told.findings().stream()
        .findFirst()
        .ifPresent(
            f -> {
              FindingTexts texts = new FindingTexts(catalogue, told, f);
              long frame =
                  f.evidence().stream()
                      .mapToLong(Evidence::frame)
                      .filter(n -> n > 0)
                      .max()
                      .orElse(flow.firstFrame());
              comments.merge(
                  frame,
                  f.code() + ": " + texts.title() + "\n" + texts.explanation(),
                  (one, other) -> one + "\n" + other);
            });
    return comments;
  }
}
