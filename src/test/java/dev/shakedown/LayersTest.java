package dev.shakedown;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the arrows between packages: an upper layer never appears in a lower one. */
class LayersTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/shakedown");

  /** What each layer may use of the others; the root and cli may use all. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("bytes", Set.of()),
          entry("capture", Set.of("bytes")),
          entry("packet", Set.of("bytes", "capture")),
          entry("bigip", Set.of("bytes", "capture", "packet")),
          entry("dump", Set.of("bytes")),
          entry("tcp", Set.of("bytes", "packet")),
          entry("preamble", Set.of("bytes", "tcp")),
          entry("tls", Set.of("bytes", "tcp")),
          entry("ltm", Set.of("bytes", "packet", "tcp")),
          entry("diagnosis", Set.of("bytes", "packet", "tcp", "preamble", "tls", "ltm")),
          entry(
              "report",
              Set.of(
                  "bytes",
                  "capture",
                  "packet",
                  "bigip",
                  "tcp",
                  "preamble",
                  "tls",
                  "ltm",
                  "diagnosis")),
          entry("corpus", Set.of("bytes", "capture", "tcp", "tls", "diagnosis", "report")),
          entry(
              "anonymize",
              Set.of(
                  "bytes",
                  "capture",
                  "packet",
                  "bigip",
                  "tcp",
                  "preamble",
                  "tls",
                  "ltm",
                  "diagnosis",
                  "report")),
          entry(
              "extract",
              Set.of(
                  "bytes",
                  "capture",
                  "packet",
                  "bigip",
                  "tcp",
                  "preamble",
                  "tls",
                  "ltm",
                  "diagnosis",
                  "report",
                  "anonymize")),
          entry("junit", Set.of("bytes", "tls", "report", "corpus")));

  private static final Pattern REFERENCE = Pattern.compile("dev\\.shakedown\\.([a-z0-9]+)\\.");

  @Test
  void noPackageUsesOneAboveIt() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path source : sources()) {
      String layer = layer(source);
      for (String line : Files.readAllLines(source)) {
        Matcher reference = REFERENCE.matcher(line);
        while (!isComment(line) && reference.find()) {
          String used = reference.group(1);
          if (MAY_USE.containsKey(layer)
              && !used.equals(layer)
              && !MAY_USE.get(layer).contains(used)) {
            wrong.add(source + ": " + line.strip());
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyPackageHasItsPlaceAmongTheLayers() throws IOException {
    for (Path source : sources()) {
      String layer = layer(source);
      assertEquals(
          true, MAY_USE.containsKey(layer) || layer.equals("cli") || layer.isEmpty(), layer);
    }
  }

  @Test
  void onlyTheCommandLineReadsItsSurroundings() throws IOException {
    Pattern surroundings =
        Pattern.compile(
            "System\\.(getenv|getProperty|currentTimeMillis|nanoTime|out|err|exit)|Instant\\.now"
                + "|Locale\\.getDefault|ZoneId\\.systemDefault");
    List<String> wrong = new ArrayList<>();
    for (Path source : sources()) {
      if (!layer(source).equals("cli")) {
        for (String line : Files.readAllLines(source)) {
          boolean ofTheJdk = line.contains("\"java.home\""); // the same for every run
          if (!ofTheJdk && surroundings.matcher(line).find()) {
            wrong.add(source + ": " + line.strip());
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static boolean isComment(String line) {
    String start = line.stripLeading();
    return start.startsWith("*") || start.startsWith("/*") || start.startsWith("//");
  }

  private static String layer(Path source) {
    Path below = SOURCES.relativize(source);
    return below.getNameCount() == 1 ? "" : below.getName(0).toString();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> sources = files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
      assertFalse(sources.isEmpty());
      return sources;
    }
  }
}
