package dev.shakedown.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import dev.shakedown.diagnosis.StoppedBy;
import dev.shakedown.tcp.FlowDevice;
import dev.shakedown.tls.registry.ProtocolVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final Catalogue english = Catalogue.strict(Language.ENGLISH);
  private final Catalogue japanese = Catalogue.strict(Language.JAPANESE);

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertEquals(new TreeSet<>(english.keys()), new TreeSet<>(japanese.keys()));
  }

  @Test
  void bothLanguagesHaveTheSamePlaces() {
    for (String key : english.keys()) {
      if (japanese.has(key)) {
        assertEquals(places(english.pattern(key)), places(japanese.pattern(key)), key);
      }
    }
  }

  @Test
  void noTextIsEmptyOrStillToDo() {
    for (Catalogue catalogue : List.of(english, japanese)) {
      for (String key : catalogue.keys()) {
        String text = catalogue.pattern(key);
        assertFalse(text.isBlank(), key);
        assertFalse(text.contains("TODO") || text.contains("XXX"), key);
      }
    }
  }

  @Test
  void everyCodeIsExplained() {
    for (Catalogue catalogue : List.of(english, japanese)) {
      for (String code : Codes.ALL) {
        for (String part : List.of("title", "explanation", "recognized", "confused", "next.1")) {
          assertTrue(catalogue.has(code + "." + part), code + "." + part);
        }
      }
    }
  }

  /** On either side of a BIG-IP there is something to do, and not a page of it. */
  @Test
  void everyCodeHasStepsInTheWordsOfABigIp() {
    for (Catalogue catalogue : List.of(english, japanese)) {
      for (String code : Codes.ALL) {
        BigIpSteps steps = new BigIpSteps(catalogue, code, "/Common/vs1");
        for (FlowDevice.Side side : FlowDevice.Side.values()) {
          int count = steps.of(side).size();
          assertTrue(count >= 1 && count <= 4, code + " on side " + side + ": " + count);
        }
      }
    }
  }

  @Test
  void namesThatAShellMightRunAreNotPutIntoCommands() {
    String code = Codes.TLS_TO_PLAINTEXT_PORT;
    assertTrue(
        new BigIpSteps(english, code, "/Common/vs1")
            .of(FlowDevice.Side.CLIENT)
            .get(0)
            .contains("tmsh list ltm virtual /Common/vs1 profiles"));
    assertTrue(
        new BigIpSteps(english, code, "vs1;reboot")
            .of(FlowDevice.Side.CLIENT)
            .get(0)
            .contains("<virtual server>"));
  }

  /** Kana or Chinese characters in every sentence; labels may be made of a protocol's words. */
  @Test
  void japaneseTextsAreJapanese() {
    for (String code : Codes.ALL) {
      for (String key : japanese.keys()) {
        if (key.startsWith(code + ".")) {
          assertTrue(
              japanese.pattern(key).codePoints().anyMatch(CatalogueTest::isJapanese),
              () -> key + " = " + japanese.pattern(key));
        }
      }
    }
  }

  private static boolean isJapanese(int character) {
    Character.UnicodeScript script = Character.UnicodeScript.of(character);
    return script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA
        || script == Character.UnicodeScript.HAN;
  }

  @Test
  void plainExplanationsNeedOnlyTheEndpoints() {
    for (String code : Codes.ALL) {
      for (String part : List.of("title", "explanation", "confused", "next.1")) {
        assertTrue(
            Set.of("server", "client").containsAll(places(english.pattern(code + "." + part))),
            code + "." + part);
      }
    }
  }

  @Test
  void everyOutcomeHasItsWords() {
    for (Catalogue catalogue : List.of(english, japanese)) {
      for (Outcome outcome : Outcome.values()) {
        assertTrue(catalogue.has("count." + outcome.id()));
        assertTrue(catalogue.has("verdict." + outcome.id()));
      }
      for (StoppedBy side : StoppedBy.values()) {
        assertTrue(catalogue.has("stopped-by." + side.id()));
      }
    }
  }

  @Test
  void fillsPlacesByName() {
    assertEquals("9 packets", english.text("head.packets", Map.of("count", 9, "unused", "x")));
  }

  @Test
  void aWordsFormGoesWithItsNumber() {
    assertEquals("1 packet", english.text("head.packets", "count", 1L));
    assertEquals("0 packets", english.text("head.packets", "count", 0));
    assertEquals("1 パケット", japanese.text("head.packets", "count", 1));
  }

  @Test
  void missingArgumentsAndTextsAreFound() {
    assertThrows(IllegalArgumentException.class, () -> english.text("head.packets"));
    assertThrows(IllegalArgumentException.class, () -> english.text("no.such.key"));
    assertEquals("no.such.key", Catalogue.of(Language.ENGLISH).text("no.such.key"));
    assertEquals("<count> <count>", Catalogue.of(Language.ENGLISH).text("head.packets"));
  }

  @Test
  void printsEachKindOfArgument() {
    assertEquals("1,234,567", english.print(1_234_567L));
    assertEquals("-1,000", english.print(-1000));
    assertEquals("2.5", english.print(2.5));
    assertEquals("2026-01-02T03:04:05Z", english.print(Instant.parse("2026-01-02T03:04:05.6Z")));
    assertEquals(
        "TLS 1.3, TLS 1.2",
        english.print(List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2)));
  }

  private static Set<String> places(String pattern) {
    Set<String> places = new TreeSet<>();
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
      String place = pattern.substring(open + 1, pattern.indexOf('}', open));
      if (place.indexOf(':') < 0) { // else a word's form, which Japanese does without
        places.add(place);
      }
    }
    return places;
  }
}
