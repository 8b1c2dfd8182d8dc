package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Each labelled capture gets the verdict its label demands. A label tells the fault that was
 * injected, never what the program printed; its lists are acceptable answers, {@code null} stands
 * for no finding.
 */
final class LabelsTest {
  private static final Path OWN = Path.of("captures");
  private static final Path SHARED = Path.of("../shared/corpus/lab");

  @TestFactory
  Stream<DynamicTest> ownCapturesGetTheirVerdict() {
    return captures(OWN).map(c -> DynamicTest.dynamicTest(file(c), () -> check(OWN, c)));
  }

  @Test
  void sharedLabGetsItsVerdicts() {
    assumeTrue(Files.exists(SHARED.resolve("labels.json")), "no shared lab beside this repository");
    captures(SHARED).forEach(c -> check(SHARED, c));
  }

  private static Stream<JsonNode> captures(Path folder) {
    JsonNode labels = new ObjectMapper().readTree(folder.resolve("labels.json").toFile());
    return StreamSupport.stream(labels.get("captures").spliterator(), false);
  }

  private static String file(JsonNode capture) {
    return capture.get("file").asString();
  }

  private static void check(Path folder, JsonNode capture) {
    List<String> arguments = new ArrayList<>(List.of("-f", "json"));
    if (capture.hasNonNull("keylog")) {
      arguments.add("--keylog");
      arguments.add(folder.resolve(capture.get("keylog").asString()).toString());
    }
    arguments.add(folder.resolve(file(capture)).toString());
    Command.Result result = Command.run(arguments.toArray(String[]::new));
    assertEquals(0, result.status(), result.err());
    JsonNode flows = new ObjectMapper().readTree(result.out()).at("/captures/0/flows");
    for (JsonNode label : capture.get("flows")) {
      JsonNode flow = find(flows, label);
      assertNotNull(flow, () -> file(capture) + ": no connection for " + label);
      for (String field : List.of("outcome", "stage", "stoppedBy")) {
        accept(capture, label, field, flow.get(field));
      }
      accept(capture, label, "codes", flow.at("/findings/0/code"));
    }
  }

  private static void accept(JsonNode capture, JsonNode label, String field, JsonNode actual) {
    boolean fits =
        StreamSupport.stream(label.get(field).spliterator(), false)
            .anyMatch(
                a ->
                    a.isNull()
                        ? actual == null || actual.isMissingNode()
                        : a.asString().equals("*")
                            || actual.isString() && a.asString().equals(actual.asString()));
    assertTrue(
        fits, () -> file(capture) + ": " + field + " is " + actual + ", label " + label.get(field));
  }

  /** The n-th connection between the label's ends, either of which may be taken for the client. */
  private static JsonNode find(JsonNode flows, JsonNode label) {
    int n = label.path("nth").asInt(0);
    for (JsonNode flow : flows) {
      boolean straight =
          end(flow, "client", label, "client") && end(flow, "server", label, "server");
      boolean turned = end(flow, "client", label, "server") && end(flow, "server", label, "client");
      if ((straight || turned) && n-- == 0) {
        return flow;
      }
    }
    return null;
  }

  private static boolean end(JsonNode flow, String mine, JsonNode label, String theirs) {
    JsonNode a = flow.get(mine);
    JsonNode b = label.get(theirs);
    return a.get("port").asInt() == b.get("port").asInt()
        && a.get("ip").asString().equals(b.get("ip").asString());
  }
}
