package example;

import dev.shakedown.Analysis;
import dev.shakedown.diagnosis.Diagnosis;
import dev.shakedown.diagnosis.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists the connections of captures that did not complete, each with its cause. */
public final class Failures {
  private Failures() {}

  public static void main(String[] captures) throws IOException {
    for (String capture : captures) {
      of(Path.of(capture)).forEach(System.out::println);
    }
  }

  /** A line for each connection that failed or stalled. */
  public static List<String> of(Path capture) throws IOException {
    List<String> lines = new ArrayList<>();
    Analysis.builder().build().run(capture, connection -> add(lines, connection));
    return lines;
  }

  private static void add(List<String> lines, Diagnosis connection) {
    if (connection.outcome() == Outcome.FAILED || connection.outcome() == Outcome.STALLED) {
      String cause =
          connection.findings().isEmpty() ? "unknown" : connection.findings().get(0).code();
      lines.add(connection.facts().flow().server() + " " + cause);
    }
  }
}
