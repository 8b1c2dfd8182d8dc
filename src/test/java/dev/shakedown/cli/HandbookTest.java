package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.diagnosis.Codes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/causes.md} and its Japanese sister are complete, and a block that begins {@code
 * ```shakedown CAPTURE} holds what the command prints about that capture, up to the timeline. With
 * {@code -Dgolden.accept=true} the blocks are written anew.
 */
final class HandbookTest {
  private static final Path ENGLISH = Path.of("docs/causes.md");
  private static final Path JAPANESE = Path.of("docs/causes.ja.md");
  private static final Pattern BLOCK =
      Pattern.compile("```shakedown (\\S+)\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern CAPTURE = Pattern.compile("\\(\\.\\./captures/([^)]+)\\)");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
  private static final Pattern TARGET = Pattern.compile("\\(#([^)]+)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void excerptsAreWhatTheCommandPrints(String language) throws IOException {
    Path document = language.equals("en") ? ENGLISH : JAPANESE;
    String text = Files.readString(document);
    String current =
        BLOCK
            .matcher(text)
            .replaceAll(
                b ->
                    Matcher.quoteReplacement(
                        "```shakedown "
                            + b.group(1)
                            + "\n"
                            + excerpt(b.group(1), language)
                            + "```\n"));
    if (Boolean.getBoolean("golden.accept")) {
      Files.writeString(document, current);
    }
    assertEquals(
        current, Files.readString(document), "renew with -Dtest=HandbookTest -Dgolden.accept=true");
  }

  /** From the connection's head to the timeline's. */
  private static String excerpt(String capture, String language) {
    Path file = Path.of("captures", capture + ".pcap");
    Command.Result result = Command.run("--lang", language, "--show", "all", file.toString());
    assertEquals(0, result.status(), result.err());
    List<String> lines = result.out().lines().dropWhile(l -> !l.startsWith("── ")).toList();
    String timeline = language.equals("en") ? "   time " : "   時刻 ";
    return lines.stream()
            .takeWhile(l -> !l.startsWith(timeline))
            .collect(Collectors.joining("\n"))
            .strip()
        + "\n";
  }

  @Test
  void everyCodeStandsInBothLanguages() throws IOException {
    for (Path document : List.of(ENGLISH, JAPANESE)) {
      String text = Files.readString(document);
      for (String code : Codes.ALL) {
        assertTrue(text.contains("`" + code + "`"), document + " lacks " + code);
      }
    }
  }

  @Test
  void bothLanguagesHaveTheSameChaptersCapturesAndExcerpts() throws IOException {
    for (Pattern pattern : List.of(ANCHOR, CAPTURE, BLOCK, TARGET)) {
      assertEquals(found(ENGLISH, pattern), found(JAPANESE, pattern));
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    assertTrue(found(ENGLISH, ANCHOR).containsAll(found(ENGLISH, TARGET)));
    for (String capture : found(ENGLISH, CAPTURE)) {
      assertTrue(Files.exists(Path.of("captures", capture)), capture);
    }
  }

  private static List<String> found(Path document, Pattern pattern) throws IOException {
    Stream<MatchResult> results = pattern.matcher(Files.readString(document)).results();
    return results.map(r -> r.group(1)).sorted().toList();
  }
}
