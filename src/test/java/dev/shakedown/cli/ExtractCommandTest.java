package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ExtractCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CAPTURES = Path.of("captures");

  @TempDir Path folder;
  @TempDir static Path extractedCaptures;

  @BeforeAll
  static void extract() throws IOException {
    for (Path capture : captures()) {
      String out = extracted(capture).toString();
      assertEquals("", Command.run("extract", capture.toString(), "-o", out).err());
    }
  }

  static List<Path> captures() throws IOException {
    try (Stream<Path> captures = Files.list(CAPTURES)) {
      return captures.filter(AnonymizedReportTest::isCapture).sorted().toList();
    }
  }

  private static Path extracted(Path capture) {
    return extractedCaptures.resolve(capture.getFileName() + ".pcapng");
  }

  static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void leavesTheVerdictOfEveryCapture() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path capture : captures()) {
      if (!verdicts(capture).equals(verdicts(extracted(capture)))) {
        wrong.add(capture + ": " + verdicts(capture) + " became " + verdicts(extracted(capture)));
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void nothingBecomesMalformed() throws IOException {
    List<Path> written = captures().stream().map(ExtractCommandTest::extracted).toList();
    Set<String> marks = TsharkMarks.malformed(written, folder);
    marks.removeAll(TsharkMarks.malformed(captures(), folder));
    assertEquals(Set.of(), marks);
  }

  static List<String> verdicts(Path capture) {
    List<String> verdicts = new ArrayList<>();
    JsonNode document = JSON.readTree(Command.run(capture.toString(), "-f", "json").out());
    for (JsonNode flow : document.path("captures").path(0).path("flows")) {
      verdicts.add(
          flow.path("outcome").asString("")
              + ' '
              + flow.path("stage").asString("")
              + ' '
              + flow.path("findings").path(0).path("code").asString(""));
    }
    return verdicts;
  }

  @Test
  void putsTheDiagnosisAtTheDecisiveFrame() throws IOException {
    Path out = folder.resolve("out.pcapng");
    Path capture = capture("402-expired");
    assertEquals(0, Command.run("extract", capture.toString(), "-o", out.toString()).status());
    String bytes = Files.readString(out, StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("certificate-expired: "));
  }

  @Test
  void writesTheSecretsOfTheConnectionsOnRequestOnly() throws IOException {
    Path capture = CAPTURES.resolve("005-good-tls13-secrets-block.pcapng");
    Path out = folder.resolve("out.pcapng");
    Path keys = folder.resolve("keys.txt");
    String[] without = {"extract", capture.toString(), "-o", out.toString()};
    assertEquals(0, Command.run(without).status());
    assertFalse(Files.readString(out, StandardCharsets.ISO_8859_1).contains("TRAFFIC_SECRET"));
    assertEquals(
        0,
        Command.run(
                "extract",
                capture.toString(),
                "-o",
                out.toString(),
                "--secrets",
                "--keylog-out",
                keys.toString())
            .status());
    String lines = Files.readString(keys);
    assertTrue(lines.startsWith("CLIENT_HANDSHAKE_TRAFFIC_SECRET "), lines);
    assertTrue(Command.run(out.toString(), "-f", "json").out().contains("\"decrypted\":true"));
  }

  @Test
  void neverOverwritesTheCaptureItself() throws IOException {
    Path copy = Files.copy(capture("402-expired"), folder.resolve("copy.pcap"));
    Path link = Files.createSymbolicLink(folder.resolve("link.pcap"), copy);
    byte[] before = Files.readAllBytes(copy);
    Command.Result result = Command.run("extract", copy.toString(), "-o", link.toString());
    assertEquals(2, result.status());
    assertEquals(before.length, Files.size(copy));
  }

  @Test
  void saysThatStandardInputCannotBeReadAgain() {
    Command.Result result = Command.run("extract", "-", "-o", folder.resolve("x").toString());
    assertEquals(2, result.status());
    assertTrue(result.err().contains("save it to a file first"), result.err());
  }

  private static Path capture(String part) throws IOException {
    return captures().stream()
        .filter(c -> c.getFileName().toString().contains(part))
        .findFirst()
        .orElseThrow();
  }
}
