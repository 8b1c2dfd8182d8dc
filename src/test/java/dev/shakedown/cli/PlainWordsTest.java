package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlainWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a.pcap", "-f json a.pcap b.pcap", "a.pcap --format jsonl -", "--lang ja a -o x"})
  void readsWhatPicocliReads(String line) {
    String[] words = line.split(" ");
    CommandLine.ParseResult parsed = new CommandLine(AnalyzeCommand.spec()).parseArgs(words);
    PlainWords plain = PlainWords.of(words).orElseThrow();
    assertEquals(parsed.matchedPositionalValue(0, List.of()), plain.files());
    for (String option : List.of("--format", "--output", "--show", "--lang", "--since")) {
      assertEquals(parsed.matchedOptionValue(option, "none"), plain.value(option, "none"), option);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-fjson a",
        "--format=json a",
        "-f json -f text a",
        "a -f",
        "-f --show a",
        "--port 443 a",
        "-- a",
        "--color never a",
        "--for json a"
      })
  void leavesAllElseToPicocli(String line) {
    assertTrue(PlainWords.of(line.split(" ")).isEmpty());
  }

  @Test
  void leavesAnEmptyWordToPicocli() {
    assertTrue(PlainWords.of("").isEmpty());
  }
}
