package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the command prints for a recorded capture {@code X.pcap} is what stands in {@code
 * captures/expected}: {@code X.json}, {@code X.txt}, {@code X.ja.txt}, {@code X.html}, {@code
 * X.ja.html}, {@code X.md}. With {@code -Dgolden.accept=true} the files there are written anew; the
 * diff is the review.
 */
final class GoldenTest {
  private static final boolean ACCEPT = Boolean.getBoolean("golden.accept");
  private static final Path CAPTURES = Path.of("captures");

  @TestFactory
  Stream<DynamicTest> printsWhatIsExpected() throws IOException {
    List<Path> expectations;
    try (Stream<Path> files = Files.list(CAPTURES.resolve("expected"))) {
      expectations = files.sorted().toList();
    }
    assertFalse(expectations.isEmpty());
    return expectations.stream().map(f -> DynamicTest.dynamicTest(name(f), () -> check(f)));
  }

  private static void check(Path expectation) throws IOException {
    String name = name(expectation);
    int dot = name.indexOf('.');
    Path capture = capture(name.substring(0, dot));
    String kind = name.substring(dot + 1);
    String actual =
        switch (kind) {
          case "json" -> json(capture);
          case "txt" -> text(capture, "en");
          case "ja.txt" -> text(capture, "ja");
          case "html" -> report("html", capture, "en");
          case "ja.html" -> report("html", capture, "ja");
          case "md" -> report("markdown", capture, "en");
          default -> throw new IllegalArgumentException(name);
        };
    if (ACCEPT) {
      Files.writeString(expectation, actual);
    }
    assertEquals(Files.readString(expectation), actual);
  }

  private static Path capture(String stem) {
    Path classic = CAPTURES.resolve(stem + ".pcap");
    return Files.exists(classic) ? classic : CAPTURES.resolve(stem + ".pcapng");
  }

  /** The JSON, indented for review, without the tool's version. */
  private static String json(Path capture) {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode document = mapper.readTree(run("-f", "json", capture.toString()));
    ((ObjectNode) document.get("tool")).remove("version");
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
  }

  private static String text(Path capture, String language) {
    return run("--lang", language, "--show", "all", capture.toString());
  }

  /** A report without the tool's version. */
  private static String report(String format, Path capture, String language) {
    return run("-f", format, "--lang", language, capture.toString())
        .replaceAll("Shakedown [^<\"]+", "Shakedown");
  }

  private static String run(String... arguments) {
    Command.Result result = Command.run(arguments);
    assertEquals("", result.err());
    assertEquals(0, result.status());
    return result.out();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
