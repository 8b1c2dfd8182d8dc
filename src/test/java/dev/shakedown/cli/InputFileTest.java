package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files whose names hold bytes that are no characters in the locale's charset, in every command.
 */
class InputFileTest {
  private static final String SHOWN = "caf\ufffd.pcap";

  @TempDir Path folder;

  /** Made by a shell, as Java cannot name it. */
  @BeforeEach
  void writeACaptureOfAnOddName() throws Exception {
    String copy = "cp captures/402-expired.pcap \"$1/$(printf 'caf\\351.pcap')\"";
    Process shell = new ProcessBuilder("sh", "-c", copy, "sh", folder.toString()).start();
    assertEquals(0, shell.waitFor());
    assumeTrue(entries().equals(List.of(SHOWN)), "the locale has characters for all bytes");
  }

  private List<String> entries() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  void isFoundByWhatTheCommandLineMakesOfItsName() {
    assertTrue(Files.exists(InputFile.of(folder.resolve(SHOWN).toString())));
  }

  @Test
  void isReadByEveryCommand() {
    String name = folder.resolve(SHOWN).toString();
    assertTrue(Command.run(name).out().contains("1 connection: 1 failed"));
    assertTrue(Command.run(folder.toString()).out().contains("1 connection: 1 failed"));
    Path extract = folder.resolve("out.pcapng");
    assertEquals(0, Command.run("extract", name, "-o", extract.toString()).status());
    assertEquals(0, Command.run("decode", name).status());
  }

  @Test
  void hasAnExpectationOfACorpus() {
    String corpus = folder.toString();
    assertEquals(0, Command.run("corpus", "accept", corpus).status());
    Command.Result check = Command.run("corpus", "check", corpus);
    assertEquals(0, check.status(), check.out());
    assertTrue(check.out().contains("1 as expected"), check.out());
  }

  @Test
  void isTheNameItselfWhereTwoFilesLookAlike() throws Exception {
    String copy = "touch \"$1/$(printf 'caf\\350.pcap')\"";
    assertEquals(
        0, new ProcessBuilder("sh", "-c", copy, "sh", folder.toString()).start().waitFor());
    Command.Result result = Command.run(folder.resolve(SHOWN).toString());
    assertEquals(3, result.status());
    assertTrue(result.err().contains("name its folder"), result.err());
  }
}
