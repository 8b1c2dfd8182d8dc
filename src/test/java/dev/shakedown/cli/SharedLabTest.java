package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shakedown.bytes.Limits;
import dev.shakedown.corpus.Corpus;
import dev.shakedown.corpus.CorpusResult;
import dev.shakedown.corpus.CorpusRun;
import dev.shakedown.corpus.Metrics;
import dev.shakedown.corpus.MetricsReport;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.tls.x509.TrustStoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The verdicts on a labelled lab that nobody here made are as good as the project promises. Its
 * labels tell the fault that was injected; they are written as expectations beside copies of its
 * captures.
 */
final class SharedLabTest {
  private static final Path LAB = Path.of("../shared/corpus/lab").toAbsolutePath();

  @TempDir private Path corpus;

  @Test
  void meetsTheThresholds() throws Exception {
    assumeTrue(Files.exists(LAB.resolve("labels.json")), "no shared lab beside this repository");
    JsonNode labels = new ObjectMapper().readTree(LAB.resolve("labels.json").toFile());
    for (JsonNode capture : labels.get("captures")) {
      copy(capture.get("file").asString());
      Files.writeString(
          corpus.resolve(capture.get("file").asString() + ".expect"), expectation(capture));
    }
    CorpusRun.Options options =
        new CorpusRun.Options(false, 2, Limits.DEFAULT, TrustStoreFile.ofJdk(), System::nanoTime);
    Metrics metrics =
        new Metrics(
            CorpusResult.of(new CorpusRun(options).check(Corpus.below(corpus, List.of())), ""));
    String report = new MetricsReport(Catalogue.of(Language.ENGLISH)).document(metrics);
    assertTrue(metrics.rate("outcome").of() > 100, report);
    assertTrue(metrics.rate("outcome").share() >= 0.99, report);
    assertTrue(metrics.rate("stage").share() >= 0.95, report);
    assertTrue(metrics.rate("stoppedBy").share() >= 0.95, report);
    assertTrue(metrics.firstFindingOfFailures().share() >= 0.95, report);
  }

  private void copy(String name) throws IOException {
    Files.createDirectories(corpus.resolve(name).getParent());
    Files.copy(LAB.resolve(name), corpus.resolve(name));
  }

  private String expectation(JsonNode capture) throws IOException {
    List<String> lines = new ArrayList<>();
    if (capture.hasNonNull("keylog")) {
      copy(capture.get("keylog").asString());
      lines.add("keylog " + capture.get("keylog").asString());
    }
    for (JsonNode flow : capture.get("flows")) {
      int nth = flow.path("nth").asInt(0) + 1;
      lines.add(
          "flow " + end(flow.get("client")) + " -> " + end(flow.get("server")) + " nth " + nth);
      lines.add("  outcome " + answers(flow.get("outcome")));
      lines.add("  stage " + answers(flow.get("stage")));
      lines.add("  stoppedBy " + answers(flow.get("stoppedBy")));
      lines.add("  code " + answers(flow.get("codes")));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String end(JsonNode end) {
    String ip = end.get("ip").asString();
    return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + end.get("port").asInt();
  }

  private static String answers(JsonNode list) {
    List<String> answers = new ArrayList<>();
    list.forEach(a -> answers.add(a.isNull() ? "none" : a.asString()));
    return String.join(" | ", answers);
  }
}
