package dev.shakedown.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GroupTextsTest {
  private final GroupTexts texts = new GroupTexts(Catalogue.of(Language.ENGLISH));

  @Test
  void tellsTimesInUnitsThatPeopleCountIn() {
    assertEquals("0.012 s", texts.seconds(Duration.ofMillis(12).toNanos()));
    assertEquals("20.0 s", texts.seconds(Duration.ofSeconds(20).toNanos()));
    assertEquals("7,200.0 s", texts.seconds(Duration.ofHours(2).toNanos()));
    assertEquals("2,698 d 1 h", texts.seconds(Duration.ofSeconds(233_114_085).toNanos()));
  }
}
