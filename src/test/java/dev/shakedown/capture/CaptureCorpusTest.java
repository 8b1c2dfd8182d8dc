package dev.shakedown.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shakedown.bytes.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the shared captures, where they are at hand. */
class CaptureCorpusTest {
  private static final Path CORPUS = Path.of("..", "shared", "corpus");

  private static List<Path> files() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The number of packets; -1 where the file is no capture. */
  private static long packets(byte[] file, String name) throws IOException {
    try (CaptureReader capture =
        CaptureReader.open(new ByteArrayInputStream(file), name, Limits.DEFAULT)) {
      while (capture.hasNext()) {
        capture.next();
      }
      return capture.summary().packets();
    } catch (UnreadableCaptureException e) {
      return -1;
    }
  }

  @Test
  void survivesFlippedBytes() throws Exception {
    Random random = new Random(7);
    for (Path file : files()) {
      byte[] content = Files.readAllBytes(file);
      for (int i = 0; content.length > 0 && i < 8; i++) {
        content[random.nextInt(content.length)] = (byte) random.nextInt();
        content[random.nextInt(Math.min(content.length, 128))] = (byte) random.nextInt();
        packets(content, file + " with seed 7");
      }
    }
  }

  @Test
  void countsThePacketsThatCapinfosCounts() throws Exception {
    List<Path> files = files();
    Map<String, Long> expected = capinfos(files);
    Map<String, String> differences = new TreeMap<>();
    for (Path file : files) {
      long packets = packets(Files.readAllBytes(file), file.toString());
      Long theirs = expected.get(file.toString());
      // it also knows formats that are none of ours
      if (theirs != null && packets >= 0 && packets != theirs) {
        differences.put(file.toString(), "%d instead of %d".formatted(packets, theirs));
      }
    }
    // a fuzzed header that capinfos takes for another variant of pcap
    differences.keySet().removeIf(name -> name.endsWith("-5766899836387328"));
    assertEquals(Map.of(), differences);
  }

  /** What capinfos counts; without the files that it finds damaged. */
  private static Map<String, Long> capinfos(List<Path> files) throws Exception {
    List<String> command = new ArrayList<>(List.of("capinfos", "-T", "-r", "-M", "-c"));
    files.forEach(file -> command.add(file.toString()));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      assumeTrue(false, "no capinfos");
      throw new UncheckedIOException(e);
    }
    Map<String, Long> counts = new HashMap<>();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    output
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields.length == 2)
        .forEach(fields -> counts.put(fields[0], Long.valueOf(fields[1])));
    return counts;
  }
}
