package dev.shakedown.extract;

import dev.shakedown.bytes.Bytes;
import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.ReportWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Listens to an analysis and keeps of each connection reported what an extraction needs. */
public final class ExtractionPlan implements ReportWriter {
  private final boolean whole;
  private final UnaryOperator<Diagnosis> told;
  private final Catalogue catalogue;
  private final Map<Integer, FlowPlan> flows = new HashMap<>();

  /**
   * Nothing planned yet.
   *
   * @param whole whether application data is wanted, too
   * @param told makes of a diagnosis what comments may tell: itself, or one with pseudonyms
   */
  public ExtractionPlan(boolean whole, UnaryOperator<Diagnosis> told, Catalogue catalogue) {
    this.whole = whole;
    this.told = told;
    this.catalogue = catalogue;
  }

  @Override
  public void connection(Diagnosis diagnosis) {
    FlowPlan plan = FlowPlan.of(diagnosis, told.apply(diagnosis), whole, catalogue);
    flows.put(plan.flow(), plan);
  }

  /** How many connections are wanted. */
  public int connections() {
    return flows.size();
  }

  /** Client randoms of the connections wanted, by which secrets are found. */
  public List<Bytes> clientRandoms() {
    List<Bytes> randoms = new ArrayList<>();
    flows.values().forEach(f -> f.clientRandom().ifPresent(randoms::add));
    return randoms;
  }

  /** What is wanted of a connection; null if nothing. */
  FlowPlan flow(int number) {
    return flows.get(number);
  }

  /** What is to be said at each frame. */
  Map<Long, String> comments() {
    Map<Long, String> comments = new HashMap<>();
    flows
        .values()
        .forEach(
            f ->
                f.comments()
                    .forEach((k, v) -> comments.merge(k, v, (one, other) -> one + "\n" + other)));
    return comments;
  }

  @Override
  public void beginCapture(String name, CaptureSummary known) {
    // one capture is all there is
  }

  @Override
  public void endCapture(CaptureResult result) {
    // what is wrong with it was said when it was analysed
  }

  @Override
  public void unreadable(String name, String code, String text) {
    // an unreadable capture has no connections
  }

  @Override
  public void close() {
    // nothing is open
  }
}
