package dev.shakedown.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.fuzz.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

/** Any bytes taken for an expectation, and for a result that is held against it. */
class ExpectationFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.concat(
        Seeds.files(Path.of("captures"), ".expect").filter(e -> e.length < 3_000),
        Seeds.kept("expectation"));
  }

  @MethodSource("seeds")
  @FuzzTest
  void saysWhatIsWrongWithIt(byte[] input) throws IOException {
    Path folder = Files.createTempDirectory("fuzz");
    Path file = folder.resolve("a.expect");
    try {
      Files.write(file, input);
      Expectation expectation = ExpectationReader.read(folder, file);
      assertTrue(expectation.sources().keyLogs().isEmpty(), "there is no other file");
      for (Section section : expectation.flows()) {
        for (Claim claim : section.claims()) {
          claim.answers().hold(List.of("completed", new JsonTree.Literal("1")));
          claim.answers().hold(List.of());
        }
      }
    } catch (ExpectationException e) {
      assertFalse(e.reason().key().isEmpty(), "says what");
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
    json(input);
  }

  private static void json(byte[] input) {
    Object tree;
    try {
      tree = JsonTree.parse(input);
    } catch (JacksonException e) {
      return;
    }
    String printed = JsonTree.print(tree);
    assertEquals(printed, JsonTree.print(JsonTree.prefix(printed).value()), "prints what it read");
  }
}
