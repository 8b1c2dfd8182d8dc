package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What becomes of a BIG-IP's trailers in extracted captures. */
class ExtractedTrailersTest {
  private static final Path SAMPLES = Path.of("../shared/corpus/f5");
  private static final String KEY = "000102030405060708090a0b0c0d0e0f";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"60-dpt-tls12", "61-dpt-tls13-v0", "62-dpt-tls13-v0-393", "63-dpt-tls13-v1"})
  void secretsInThemBecomeAKeyLog(String sample) throws IOException {
    assumeTrue(Files.isDirectory(SAMPLES), "no shared samples");
    Path keys = folder.resolve("keys.txt");
    Path capture = SAMPLES.resolve(sample + ".pcap");
    run("extract", capture.toString(), "--keylog-out", keys.toString());
    JsonNode manifest =
        new ObjectMapper().readTree(Files.readString(SAMPLES.resolve("manifest.json")));
    Set<String> expected = new TreeSet<>();
    manifest
        .path(capture.getFileName().toString())
        .path("keylog")
        .forEach(l -> expected.add(l.asString("")));
    assertEquals(expected, new TreeSet<>(Files.readAllLines(keys)));
  }

  @Test
  void standInAnonymizedExtractsWithoutNames() throws IOException {
    Path tshark = Path.of("/usr/bin/tshark");
    assumeTrue(Files.isExecutable(tshark), "no tshark");
    for (Path capture : captures()) {
      Path out = folder.resolve("out.pcapng");
      run("extract", capture.toString(), "-o", out.toString(), "--anonymize-key", KEY);
      List<String> command =
          List.of(
              tshark.toString(),
              "-r",
              out.toString(),
              "-T",
              "fields",
              "-e",
              "_ws.malformed",
              "-e",
              "f5ethtrailer.vip",
              "-e",
              "f5fileinfo.hostname");
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(shown.contains("/Common/"), capture + ": " + shown);
      for (String line : shown.lines().toList()) {
        assertTrue(line.startsWith("\t"), capture + ": " + line);
        assertTrue(!line.contains("example"), capture + ": " + line);
      }
    }
  }

  private static List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("captures"))) {
      return files.filter(f -> f.toString().matches(".*-bigip-.*\\.pcap")).sorted().toList();
    }
  }

  private static void run(String... arguments) {
    Command.Result result = Command.run(arguments);
    assertEquals("", result.err());
    assertEquals(0, result.status());
  }
}
