package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The manual page and the completions are made from the commands, so they know every option. */
class PagesTest {
  private static String run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            Locale.ENGLISH,
            false,
            false,
            0,
            false);
    assertEquals(0, new Main(surroundings).run(arguments));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void manualPageNamesCommandsOptionsAndValues() {
    String page = run("man");
    assertTrue(page.startsWith(".\\\""));
    assertTrue(page.contains(".Ss shakedown analyze"));
    assertTrue(page.contains("Fl \\-trust\\-store Ar FILE"));
    assertFalse(page.contains("${"));
    assertFalse(page.lines().anyMatch(l -> l.isBlank() || l.length() > 100));
  }

  @Test
  void japaneseManualPageIsJapanese() {
    assertTrue(run("man", "--lang", "ja").contains("ハンドシェイク"));
  }

  @Test
  void completionsOfferCommandsOptionsAndValues() {
    for (String shell : new String[] {"bash", "zsh"}) {
      String script = run("completion", shell);
      for (String word : new String[] {"explain", "--fail-on", "certificate-expired", "jsonl"}) {
        assertTrue(script.contains(word), shell + " " + word);
      }
      assertFalse(script.contains("man)"), "what is hidden is not offered");
    }
  }

  @Test
  void versionNamesJavaAndLibraries() {
    String facts = run("--version");
    assertTrue(facts.contains("Java " + System.getProperty("java.runtime.version")));
    assertTrue(facts.contains("Bouncy Castle "));
  }
}
