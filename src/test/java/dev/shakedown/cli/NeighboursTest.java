package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.shakedown.diagnosis.Codes;
import java.io.IOException;
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
 * Each code is given to a capture of its fault, and not to one of the fault that resembles it most:
 * {@code testdata/rules/neighbours.csv}.
 */
final class NeighboursTest {
  private static final Path CAPTURES = Path.of("captures");
  private static final Path TABLE = Path.of("testdata/rules/neighbours.csv");

  private record Pair(String code, String fires, String quiet, String difference) {}

  @Test
  void everyCodeHasALine() throws IOException {
    assertEquals(Codes.ALL, pairs().stream().map(Pair::code).toList());
  }

  @TestFactory
  Stream<DynamicTest> firesOnItsFault() throws IOException {
    return pairs().stream()
        .map(
            p ->
                DynamicTest.dynamicTest(
                    p.code(),
                    () ->
                        assertEquals(
                            p.code(),
                            codes(p.fires()).stream().findFirst().orElse("none"),
                            p.fires())));
  }

  @TestFactory
  Stream<DynamicTest> staysQuietOnItsNeighbour() throws IOException {
    return pairs().stream()
        .map(
            p ->
                DynamicTest.dynamicTest(
                    p.code() + ": " + p.difference(),
                    () -> assertFalse(codes(p.quiet()).contains(p.code()), p.quiet())));
  }

  private static List<Pair> pairs() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(l -> !l.startsWith("#"))
        .skip(1)
        .map(l -> l.split(",", 4))
        .map(c -> new Pair(c[0], c[1], c[2], c[3]))
        .toList();
  }

  /** The codes of a connection's findings, in their order; {@code NAME/2} is the second one. */
  private static List<String> codes(String place) {
    String[] parts = place.split("/", -1);
    int number = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
    List<String> arguments =
        new ArrayList<>(List.of("-f", "json", CAPTURES.resolve(parts[0] + ".pcap").toString()));
    Path keys = CAPTURES.resolve(parts[0] + ".keys");
    if (Files.exists(keys)) {
      arguments.addAll(List.of("--keylog", keys.toString()));
    }
    Command.Result result = Command.run(arguments.toArray(String[]::new));
    assertEquals(0, result.status(), result.err());
    JsonNode flow =
        new ObjectMapper().readTree(result.out()).at("/captures/0/flows/" + (number - 1));
    return StreamSupport.stream(flow.path("findings").spliterator(), false)
        .map(f -> f.get("code").asString())
        .toList();
  }
}
