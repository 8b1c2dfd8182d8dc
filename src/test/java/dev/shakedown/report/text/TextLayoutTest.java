package dev.shakedown.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shakedown.Analysis;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureFiles;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.DisplayWidth;
import dev.shakedown.report.Language;
import dev.shakedown.report.Printable;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.tls.x509.TrustStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextLayoutTest {
  @Test
  void countsWideCharactersTwice() {
    assertEquals(3, DisplayWidth.of("abc"));
    assertEquals(6, DisplayWidth.of("証明書"));
    assertEquals(4, DisplayWidth.of("ｶﾅ「"));
    assertEquals(1, DisplayWidth.of("e\u0301"));
    assertEquals(4, DisplayWidth.of("──▶ "));
  }

  @Test
  void wrapsAtSpacesAndBetweenJapaneseCharacters() {
    assertEquals(List.of("one two", "three"), Wrap.lines("one two three", 8));
    assertEquals(List.of("証明書", "の期限"), Wrap.lines("証明書の期限", 7));
    assertEquals(List.of("中間証明", "書。"), Wrap.lines("中間証明書。", 10));
    assertEquals(List.of("abcdefgh", "ij"), Wrap.lines("abcdefghij", 8));
    assertEquals(List.of(""), Wrap.lines("", 8));
  }

  @Test
  void makesControlCharactersVisible() {
    assertEquals("a\\x1b[31mb\\x0a", Printable.of("a\u001b[31mb\n"));
    assertEquals("x\\u{202e}y", Printable.of("x\u202ey"));
    assertEquals("\\x9b", Printable.of("\u009b"));
    assertEquals("shop.例え.jp", Printable.of("shop.例え.jp"));
  }

  @Test
  void usesColoursOnlyWhereWanted() {
    assertEquals("x\n", new Page(80, false).add("x", Style.RED).end().text());
    assertEquals("\u001b[31mx\u001b[0m\n", new Page(80, true).add("x", Style.RED).end().text());
  }

  @Test
  void noLineIsWiderThanThePage() throws IOException {
    for (Language language : Language.values()) {
      for (int width : new int[] {80, 120, 160}) {
        for (String line : all(language, width, false).lines().toList()) {
          assertTrue(DisplayWidth.of(line) <= width, width + ": " + line);
        }
      }
    }
  }

  @Test
  void coloursChangeNothingElse() throws IOException {
    String coloured = all(Language.ENGLISH, 120, true);
    assertTrue(coloured.contains("\u001b["));
    assertEquals(all(Language.ENGLISH, 120, false), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void noArgumentOfATextIsMissing() throws IOException {
    for (Language language : Language.values()) {
      String text = all(language, 120, false);
      for (String place : List.of("<server>", "<client>", "<count>", "<bytes>", "<frame>")) {
        assertFalse(text.contains(place), place);
      }
    }
  }

  private static String all(Language language, int width, boolean colour) throws IOException {
    assumeTrue(Files.isDirectory(Path.of("captures")), "no captures here");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReportWriter writer =
        new TextWriter(out, Catalogue.of(language), new TextWriter.Layout(width, colour, true))) {
      for (Path file : CaptureFiles.below(Path.of("captures"))) {
        try (CaptureReader reader = CaptureReader.open(file, Limits.DEFAULT)) {
          Analysis.builder()
              .trustStore(new TrustStore(false))
              .build()
              .run(reader, file.toString(), writer);
        }
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
