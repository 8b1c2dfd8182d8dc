package dev.shakedown.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The problems of a file in the order met: the first 64, then only their number, and the last. */
final class ProblemLog {
  private static final int KEPT = 64;

  private final List<CaptureProblem> problems = new ArrayList<>();
  private long omitted;
  private long firstOmitted;
  private CaptureProblem last;

  void add(String code, long offset, Map<String, Object> detail) {
    if (problems.size() < KEPT) {
      problems.add(new CaptureProblem(code, offset, detail));
    } else if (omitted++ == 0) {
      firstOmitted = offset;
    }
  }

  /** Adds what ended the reading, which is listed however many came before. */
  void addLast(String code, long offset, Map<String, Object> detail) {
    last = new CaptureProblem(code, offset, detail);
  }

  List<CaptureProblem> list() {
    List<CaptureProblem> all = new ArrayList<>(problems);
    if (omitted > 0) {
      all.add(new CaptureProblem("more-problems", firstOmitted, Map.of("count", omitted)));
    }
    if (last != null) {
      all.add(last);
    }
    return List.copyOf(all);
  }
}
