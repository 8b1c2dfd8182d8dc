package dev.shakedown.corpus;

import dev.shakedown.capture.CaptureSummary;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.report.CaptureResult;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.json.JsonLinesWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what the command prints of one capture, line by line of its JSON, and keeps the fields
 * asked for. Of captures behind the first, which are its other points, it keeps nothing.
 */
final class FlowWatch implements ReportWriter {
  /** Connections kept; what somebody has reviewed one by one is far below. */
  private static final int MAX_FLOWS = 50_000;

  private final Map<String, FieldPath> ofFlow;
  private final Map<String, FieldPath> ofCapture;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final JsonLinesWriter json;
  private final List<ObservedFlow> flows = new ArrayList<>();
  private final Coverage coverage = new Coverage();
  private Map<String, List<Object>> capture = Map.of();
  private long notCompared;
  private int captures;

  FlowWatch(Map<String, FieldPath> ofFlow, Map<String, FieldPath> ofCapture, Catalogue catalogue) {
    this.ofFlow = ofFlow;
    this.ofCapture = ofCapture;
    this.json = new JsonLinesWriter(line, catalogue, "");
  }

  /** What was kept, once all is read. */
  Observation observation(Map<PinnedOutput, byte[]> outputs) {
    List<ObservedFlow> sorted =
        flows.stream().sorted(Comparator.comparingInt(ObservedFlow::id)).toList();
    return new Observation(capture, numbered(sorted), notCompared, coverage, outputs);
  }

  /** Counts the connections between the same ends. */
  private static List<ObservedFlow> numbered(List<ObservedFlow> flows) {
    Map<FlowKey, Integer> seen = new HashMap<>();
    List<ObservedFlow> numbered = new ArrayList<>();
    for (ObservedFlow flow : flows) {
      int nth = seen.merge(flow.key().undirected(), 1, Integer::sum);
      FlowKey key = new FlowKey(flow.key().client(), flow.key().server(), nth);
      numbered.add(
          new ObservedFlow(
              key, flow.id(), flow.frames(), flow.evidence(), flow.codes(), flow.values()));
    }
    return numbered;
  }

  @Override
  public void beginCapture(String name, CaptureSummary known) {
    captures++;
    json.beginCapture(name, known);
    line.reset();
  }

  @Override
  public void connection(Diagnosis diagnosis) {
    if (captures > 1) {
      return;
    }
    coverage.add(diagnosis.facts().flow().log());
    if (flows.size() == MAX_FLOWS) {
      notCompared++;
      return;
    }
    json.connection(diagnosis);
    flows.add(flow(JsonTree.parse(line.toByteArray())));
    line.reset();
  }

  private ObservedFlow flow(Object tree) {
    FlowKey key = new FlowKey(end(tree, "client"), end(tree, "server"), 1);
    List<?> findings = JsonTree.list(tree, "findings");
    List<Long> evidence = new ArrayList<>();
    if (!findings.isEmpty()) {
      for (Object witness : JsonTree.list(findings.get(0), "evidence")) {
        evidence.add(Long.parseLong(JsonTree.text(witness, "frame")));
      }
    }
    Object frames = ((Map<?, ?>) tree).get("frames");
    return new ObservedFlow(
        key,
        Integer.parseInt(JsonTree.text(tree, "id")),
        List.of(
            Long.parseLong(JsonTree.text(frames, "first")),
            Long.parseLong(JsonTree.text(frames, "last"))),
        evidence.stream().distinct().toList(),
        findings.stream().map(f -> JsonTree.text(f, "code")).toList(),
        values(ofFlow, tree));
  }

  private static String end(Object tree, String side) {
    Object end = ((Map<?, ?>) tree).get(side);
    return FlowKey.end(JsonTree.text(end, "ip"), JsonTree.text(end, "port"));
  }

  private static Map<String, List<Object>> values(Map<String, FieldPath> fields, Object tree) {
    Map<String, List<Object>> values = new HashMap<>();
    fields.forEach((field, path) -> values.put(field, path.of(tree)));
    return values;
  }

  @Override
  public void endCapture(CaptureResult result) {
    if (captures == 1) {
      json.endCapture(result);
      capture = values(ofCapture, JsonTree.parse(line.toByteArray()));
    }
    line.reset();
  }

  @Override
  public void unreadable(String name, String code, String text) {
    // whoever opens the capture sees it
  }

  @Override
  public void close() {
    // the groups over several captures are nobody's expectation
  }
}
