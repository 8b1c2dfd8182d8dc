package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/** {@code extract --anonymize} over all recorded captures: the same verdicts, and no real name. */
class AnonymizedCaptureTest {
  private static final String KEY = "000102030405060708090a0b0c0d0e0f";

  @TempDir static Path folder;
  private static List<Path> captures;

  @BeforeAll
  static void extract() throws IOException {
    captures = ExtractCommandTest.captures();
    for (Path capture : captures) {
      String[] command = {"extract", capture.toString(), "-o", extracted(capture).toString()};
      Command.Result result = Command.run(ExtractCommandTest.with(command, "--anonymize-key", KEY));
      assertEquals("", result.err(), capture.toString());
    }
  }

  private static Path extracted(Path capture) {
    return folder.resolve(capture.getFileName() + ".pcapng");
  }

  @Test
  void keepsTheVerdictOfEveryCaptureAndNamesNobody() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path capture : captures) {
      List<String> real = ExtractCommandTest.verdicts(capture);
      List<String> now = ExtractCommandTest.verdicts(extracted(capture));
      if (!real.equals(now)) {
        wrong.add(capture + ": " + real + " became " + now);
      }
      String report = Command.run(capture.toString(), "-f", "json").out();
      byte[] file = Files.readAllBytes(extracted(capture));
      for (String name : AnonymizedReportTest.names(new ObjectMapper().readTree(report))) {
        for (String form : Leaks.of(name, file)) {
          wrong.add(capture + ": " + name + " as " + form);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void nothingBecomesMalformed() throws IOException {
    List<Path> written = captures.stream().map(AnonymizedCaptureTest::extracted).toList();
    Set<String> marks = TsharkMarks.malformed(written, folder);
    marks.removeAll(TsharkMarks.malformed(captures, folder));
    assertEquals(Set.of(), marks);
  }
}
