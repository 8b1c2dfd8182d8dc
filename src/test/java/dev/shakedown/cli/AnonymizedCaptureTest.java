package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/** {@code extract --anonymize} over all recorded captures: the same verdicts, and no real name. */
class AnonymizedCaptureTest {
  private static final String KEY = "000102030405060708090a0b0c0d0e0f";

  @TempDir Path folder;

  @Test
  void keepsTheVerdictOfEveryCaptureAndNamesNobody() throws IOException {
    List<String> wrong = new ArrayList<>();
    try (Stream<Path> captures = Files.list(Path.of("captures"))) {
      for (Path capture : captures.filter(AnonymizedReportTest::isCapture).sorted().toList()) {
        check(capture, wrong);
      }
    }
    assertEquals(List.of(), wrong);
  }

  private void check(Path capture, List<String> wrong) throws IOException {
    Path out = folder.resolve("out.pcapng");
    Command.Result result =
        Command.run("extract", capture.toString(), "-o", out.toString(), "--anonymize-key", KEY);
    assertEquals("", result.err(), capture.toString());
    if (!ExtractCommandTest.verdicts(capture).equals(ExtractCommandTest.verdicts(out))) {
      wrong.add(
          capture
              + ": "
              + ExtractCommandTest.verdicts(capture)
              + " became "
              + ExtractCommandTest.verdicts(out));
    }
    String report = Command.run(capture.toString(), "-f", "json").out();
    byte[] file = Files.readAllBytes(out);
    for (String name : AnonymizedReportTest.names(new ObjectMapper().readTree(report))) {
      for (String form : Leaks.of(name, file)) {
        wrong.add(capture + ": " + name + " as " + form);
      }
    }
  }
}
