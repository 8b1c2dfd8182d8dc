package dev.shakedown.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * The result of a check, to be stored and compared with a later one: {@code shakedown-corpus/1}.
 */
public final class CorpusResult {
  private static final String SCHEMA = "shakedown-corpus/1";

  private final String version;
  private final List<CaptureEntry> captures;

  private CorpusResult(String version, List<CaptureEntry> captures) {
    this.version = version;
    this.captures = captures;
  }

  /** The result of a check made by this version of the tool. */
  public static CorpusResult of(List<CaptureVerdict> verdicts, String version) {
    return new CorpusResult(version, verdicts.stream().map(CaptureEntry::of).toList());
  }

  /** The version of the tool that made it. */
  public String version() {
    return version;
  }

  List<CaptureEntry> captures() {
    return captures;
  }

  /** As JSON, a line for each connection. */
  public String json() {
    StringBuilder text = new StringBuilder();
    text.append("{\"schema\": \"").append(SCHEMA).append("\",\n\"version\": ");
    text.append(JsonTree.print(version)).append(",\n\"captures\": [");
    String separator = "\n";
    for (CaptureEntry capture : captures) {
      text.append(separator);
      capture(text, capture);
      separator = ",\n";
    }
    return text.append("\n]}\n").toString();
  }

  private static void capture(StringBuilder text, CaptureEntry capture) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("file", capture.file());
    head.put("status", capture.status());
    head.put("microseconds", number(capture.nanos() / 1000));
    Coverage coverage = capture.coverage();
    head.put("messages", number(coverage.messages()));
    head.put("extensions", number(coverage.extensions()));
    for (Coverage.Kind kind : Coverage.Kind.values()) {
      Map<String, Object> counts = new LinkedHashMap<>();
      coverage.counts(kind).forEach((name, count) -> counts.put(name, number(count)));
      if (!counts.isEmpty()) {
        head.put(kind.id(), counts);
      }
    }
    String opened = JsonTree.print(head);
    text.append(opened, 0, opened.length() - 1).append(", \"flows\": [");
    String separator = "\n ";
    for (Map.Entry<String, List<Score>> flow : capture.flows().entrySet()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("flow", flow.getKey());
      flow.getValue().forEach(s -> line.put(s.field(), answer(s)));
      text.append(separator).append(JsonTree.print(line));
      separator = ",\n ";
    }
    text.append("]}");
  }

  private static Map<String, Object> answer(Score score) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("said", score.said());
    if (score.isExpected()) {
      answer.put("expected", score.expected());
      answer.put("right", new JsonTree.Literal(Boolean.toString(score.right())));
    }
    return answer;
  }

  private static JsonTree.Literal number(long value) {
    return new JsonTree.Literal(Long.toString(value));
  }

  /**
   * Reads a stored result.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  public static CorpusResult parse(byte[] json) {
    try {
      Object tree = JsonTree.parse(json);
      if (!JsonTree.text(tree, "schema").equals(SCHEMA)) {
        throw new IllegalArgumentException("no schema " + SCHEMA);
      }
      List<CaptureEntry> captures = new ArrayList<>();
      for (Object capture : JsonTree.list(tree, "captures")) {
        captures.add(entry(capture));
      }
      return new CorpusResult(JsonTree.text(tree, "version"), captures);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private static CaptureEntry entry(Object capture) {
    Coverage coverage = new Coverage();
    coverage.add(number(capture, "messages"), number(capture, "extensions"));
    for (Coverage.Kind kind : Coverage.Kind.values()) {
      Map<?, ?> counts = JsonTree.map(capture, kind.id());
      counts
          .keySet()
          .forEach(n -> coverage.count(kind, n.toString(), number(counts, n.toString())));
    }
    Map<String, List<Score>> flows = new LinkedHashMap<>();
    for (Object flow : JsonTree.list(capture, "flows")) {
      List<Score> scores = new ArrayList<>();
      for (String field : Comparison.FIELDS) {
        Map<?, ?> answer = JsonTree.map(flow, field);
        if (!answer.isEmpty()) {
          String expected = JsonTree.text(answer, "expected");
          boolean right = expected.isEmpty() || JsonTree.text(answer, "right").equals("true");
          scores.add(new Score(field, expected, JsonTree.text(answer, "said"), right));
        }
      }
      flows.put(JsonTree.text(flow, "flow"), scores);
    }
    return new CaptureEntry(
        JsonTree.text(capture, "file"),
        JsonTree.text(capture, "status"),
        number(capture, "microseconds") * 1000,
        flows,
        coverage);
  }

  private static long number(Object tree, String field) {
    String text = JsonTree.text(tree, field);
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(field + ": not a whole number: " + text, e);
    }
  }
}
