package dev.shakedown.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How good the verdicts on a corpus are, where it is known what they should be. Of several
 * acceptable answers the best counts as the expected one, and any of them as right.
 */
public final class Metrics {
  private static final String NO_FINDING = "none";

  /**
   * Right answers among connections.
   *
   * @param right how many
   * @param of among how many
   */
  public record Rate(long right, long of) {
    /** 0 to 1; 1 of none. */
    public double share() {
      return of == 0 ? 1 : (double) right / of;
    }
  }

  /**
   * One code.
   *
   * @param code or {@code none} for no finding
   * @param precision connections of this first finding whose expectation accepts it
   * @param recall connections whose best answer this is and whose first finding is acceptable
   * @param others first findings instead of it, by code; true if acceptable
   */
  record OfCode(String code, Rate precision, Rate recall, Map<String, Integer> others) {}

  private final CorpusResult result;
  private final List<Map<String, Score>> flows = new ArrayList<>();

  /** The metrics of a result. */
  public Metrics(CorpusResult result) {
    this.result = result;
    for (CaptureEntry capture : result.captures()) {
      for (List<Score> scores : capture.flows().values()) {
        Map<String, Score> byField = new TreeMap<>();
        scores.stream().filter(Score::isExpected).forEach(s -> byField.put(s.field(), s));
        flows.add(byField);
      }
    }
  }

  /** Right answers to outcome, stage, stoppedBy or code. */
  public Rate rate(String field) {
    return rate(field, f -> true);
  }

  /** Right first findings of connections that do not complete. */
  public Rate firstFindingOfFailures() {
    return rate(FieldPath.CODE, Metrics::fails);
  }

  private static boolean fails(Map<String, Score> flow) {
    Score outcome = flow.get("outcome");
    return outcome != null
        && !outcome.expected().equals("completed")
        && !flow.get(FieldPath.CODE).expected().equals(NO_FINDING);
  }

  private Rate rate(String field, Predicate<Map<String, Score>> of) {
    List<Score> scores =
        flows.stream().filter(f -> f.containsKey(field)).filter(of).map(f -> f.get(field)).toList();
    return rate(scores);
  }

  private static Rate rate(List<Score> scores) {
    return new Rate(scores.stream().filter(Score::right).count(), scores.size());
  }

  /** By code, in alphabetical order, no finding last. */
  List<OfCode> byCode() {
    List<Score> scores =
        flows.stream()
            .filter(f -> f.containsKey(FieldPath.CODE))
            .map(f -> f.get(FieldPath.CODE))
            .toList();
    Map<String, OfCode> codes =
        new TreeMap<>(
            Comparator.comparing((String c) -> c.equals(NO_FINDING))
                .thenComparing(Comparator.naturalOrder()));
    for (Score score : scores) {
      for (String code : List.of(score.expected(), score.said())) {
        if (!code.isEmpty()) {
          codes.computeIfAbsent(code, c -> ofCode(c, scores));
        }
      }
    }
    return List.copyOf(codes.values());
  }

  private static OfCode ofCode(String code, List<Score> scores) {
    List<Score> said = scores.stream().filter(s -> s.said().equals(code)).toList();
    List<Score> expected = scores.stream().filter(s -> s.expected().equals(code)).toList();
    Map<String, Integer> others = new TreeMap<>();
    for (Score score : expected) {
      if (!score.said().equals(code)) {
        others.merge(score.said() + (score.right() ? "" : " (!)"), 1, Integer::sum);
      }
    }
    return new OfCode(code, rate(said), rate(expected), others);
  }

  /** What was decoded over all captures, and what not. */
  Coverage coverage() {
    Coverage sum = new Coverage();
    result.captures().forEach(c -> sum.add(c.coverage()));
    return sum;
  }

  /** The captures that took longest, the slowest first. */
  List<CaptureEntry> slowest(int count) {
    return result.captures().stream()
        .sorted(Comparator.comparingLong(CaptureEntry::nanos).reversed())
        .limit(count)
        .toList();
  }

  /** How long all analyses took together. */
  long nanos() {
    return result.captures().stream().mapToLong(CaptureEntry::nanos).sum();
  }
}
