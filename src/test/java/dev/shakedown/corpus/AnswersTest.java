package dev.shakedown.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswersTest {
  private static final String FLOW =
      """
      {"outcome": "failed", "tls": {"decrypted": false, "version": {"id": 771, "name": "TLS 1.2"}},
       "alpn": ["h2", "http/1.1"], "odd": "a|b", "text": "not a number",
       "findings": [{"code": "certificate-expired"}, {"code": "certificate-weak"}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "outcome; failed; true",
        "outcome; stalled | failed; true",
        "outcome; stalled; false",
        "outcome; not stalled; true",
        "outcome; not stalled | failed; false",
        "outcome; *; true",
        "code; certificate-expired; true",
        "code; none; false",
        "findings[1].code; certificate-weak; true",
        "findings[2].code; absent; true",
        "findings[*].code; certificate-weak; true",
        "findings[*].code; not certificate-weak; false",
        "findings[*].code; not path-mtu; true",
        "tls.version.id; 771; true",
        "tls.version.name; TLS 1.2; true",
        "tls.decrypted; false; true",
        "tls.decrypted; \"false\"; false",
        "alpn; [\"h2\", \"http/1.1\"]; true",
        "alpn; [\"h2\"] | [ \"h2\",\"http/1.1\" ]; true",
        "alpn[0]; h2; true",
        "tls.version; {\"name\": \"TLS 1.2\", \"id\": 771}; true",
        "odd; \"a|b\"; true",
        "text; \"not a number\"; true",
        "outcome.more; absent; true",
        "no.such.thing; absent | 7; true",
        "outcome; absent; false"
      })
  void holdsWhatIsSaid(String field, String answers, boolean holds) {
    assertEquals(holds, Answers.parse(field, answers).orElseThrow().hold(values(field)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "|", "a |", "| a", "not", "[1", "\"a", "\"a\" b", "{\"a\": 1", "a || b"})
  void refusesWhatIsNoAnswer(String answers) {
    boolean bareNot = answers.equals("not"); // a text like any other
    assertEquals(bareNot, Answers.parse("outcome", answers).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a.", ".a", "a..b", "a[", "a[x]", "a[-1]", "[0]", "a b", "a[1]b"})
  void refusesWhatIsNoPath(String path) {
    assertTrue(FieldPath.parse(path).isEmpty());
  }

  /** What accept writes holds for what was found. */
  @ParameterizedTest
  @ValueSource(
      strings = {"outcome", "code", "odd", "text", "alpn", "tls", "tls.decrypted", "nothing"})
  void printsAnswersThatHold(String field) {
    String text = Answers.print(field, values(field));
    assertTrue(Answers.parse(field, text).orElseThrow().hold(values(field)), text);
  }

  @Test
  void theBestAnswerIsTheFirst() {
    assertEquals(Optional.of("a"), Answers.parse("code", "a | b").orElseThrow().best("code"));
    assertEquals(Optional.of("none"), Answers.parse("code", "none").orElseThrow().best("code"));
    assertEquals(Optional.empty(), Answers.parse("code", "*").orElseThrow().best("code"));
    assertFalse(Answers.parse("code", "not a").orElseThrow().best("code").isPresent());
  }

  private static List<Object> values(String field) {
    Object tree = JsonTree.parse(FLOW.getBytes(StandardCharsets.UTF_8));
    return FieldPath.parse(field).orElseThrow().of(tree);
  }
}
