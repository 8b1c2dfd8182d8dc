package dev.shakedown.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The problems of a file in the order met: the first 64, then only their number. */
final class ProblemLog {
  private static final int KEPT = 64;

  private final List<CaptureProblem> problems = new ArrayList<>();
  private long omitted;
  private long firstOmitted;

  void add(String code, long offset, Map<String, Object> detail) {
    if (problems.size() < KEPT) {
      problems.add(new CaptureProblem(code, offset, detail));
    } else if (omitted++ == 0) {
      firstOmitted = offset;
    }
  }

  List<CaptureProblem> list() {
    if (omitted == 0) {
      return List.copyOf(problems);
    }
    List<CaptureProblem> all = new ArrayList<>(problems);
    all.add(new CaptureProblem("more-problems", firstOmitted, Map.of("count", omitted)));
    return List.copyOf(all);
  }
}
