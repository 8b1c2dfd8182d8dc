package dev.shakedown.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stored result tells of a capture.
 *
 * @param file name of the capture
 * @param status of its verdict
 * @param nanos how long the analysis took
 * @param flows by connection: what was said, and what is expected, by field
 * @param coverage what was decoded, and what not
 */
record CaptureEntry(
    String file, String status, long nanos, Map<String, List<Score>> flows, Coverage coverage) {

  static CaptureEntry of(CaptureVerdict verdict) {
    Map<String, List<Score>> flows = new LinkedHashMap<>();
    verdict.scores().forEach((flow, scores) -> flows.put(flow, new ArrayList<>(scores)));
    Coverage coverage = new Coverage();
    verdict
        .observation()
        .ifPresent(
            o -> {
              coverage.add(o.coverage());
              o.flows().forEach(f -> complete(flows, f));
            });
    return new CaptureEntry(
        verdict.name(), verdict.status().id(), verdict.nanos(), flows, coverage);
  }

  /** Adds what was said where nothing is expected. */
  private static void complete(Map<String, List<Score>> flows, ObservedFlow flow) {
    List<Score> scores = flows.computeIfAbsent(flow.key().toString(), k -> new ArrayList<>());
    for (String field : Comparison.FIELDS) {
      if (scores.stream().noneMatch(s -> s.field().equals(field))) {
        scores.add(new Score(field, "", flow.print(field), true));
      }
    }
  }
}
