package dev.shakedown.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpectationReaderTest {
  private static final String WHOLE =
      """
      # A comment.
      keylog keys/a.keys
      trust-store roots.pem

      capture
        problems[0].code  truncated-file
      flow 192.0.2.1:50000 -> 198.51.100.7:443
        outcome  failed | stalled
        # between fields too
        code     none
      flow [2001:db8::1]:50000 -> [2001:db8::2]:443 nth 2
      flow *
        outcome  completed
      """;

  @TempDir private Path root;

  @BeforeEach
  void writeWhatIsNamed() throws IOException {
    Files.createDirectories(root.resolve("sub/keys"));
    Files.writeString(root.resolve("sub/keys/a.keys"), "");
    Files.writeString(root.resolve("sub/roots.pem"), "");
  }

  @Test
  void readsEveryPart() throws Exception {
    Expectation expectation = read(WHOLE);
    assertEquals(root.resolve("sub/keys/a.keys"), expectation.sources().keyLogs().get(0));
    assertTrue(expectation.sources().trustStore().isPresent());
    assertEquals(1, expectation.capture().orElseThrow().claims().size());
    assertEquals(2, expectation.flows().size());
    Section first = expectation.flows().get(0);
    assertEquals(7, first.line());
    assertEquals(10, first.claims().get(1).line());
    assertEquals(2, expectation.flows().get(1).flow().orElseThrow().nth());
    assertEquals(1, expectation.others().orElseThrow().claims().size());
  }

  @Test
  void readsWindowsLinesAndByteOrderMarks() throws Exception {
    assertEquals(2, read("\ufeff" + WHOLE.replace("\n", "\r\n")).flows().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "outcome failed;                                      word;       1",
        "'\n  outcome failed';                                no-section; 2",
        "'keylog sub\n  outcome failed';                      no-file;    1",
        "'capture\n  a..b c';                                 field;      2",
        "'capture\n  packets';                                answers;    2",
        "'capture\n  packets [1';                             answers;    2",
        "flow a -> b;                                         flow;       1",
        "flow 192.0.2.1:1 -> 192.0.2.2:2 nth 0;               flow;       1",
        "'flow 192.0.2.1:1 -> 192.0.2.2:2\nflow 192.0.2.2:2 -> 192.0.2.1:1'; twice; 2",
        "'flow *\nflow *';                                    twice;      2",
        "'capture\ncapture';                                  twice;      2",
        "keylog ../../outside;                                outside;    1",
        "keylog /etc/passwd;                                  outside;    1",
        "keylog;                                              outside;    1",
        "keylog absent.keys;                                  no-file;    1",
        "'keylog a\u0000b';                                   no-file;    1",
        "trust-store keys;                                    no-file;    1"
      })
  void saysWhatIsWrongAndWhere(String text, String fault, int line) {
    ExpectationException e = assertThrows(ExpectationException.class, () -> read(text));
    assertEquals("corpus.bad." + fault, e.reason().key());
    assertEquals(line, e.reason().arguments().get("line"));
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path file = Files.write(root.resolve("x.pcap.expect"), new byte[] {(byte) 0xff, 0});
    assertThrows(ExpectationException.class, () -> ExpectationReader.read(root, file));
  }

  @Test
  void noTextIsMoreThanRefused() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder(WHOLE);
      for (int j = 0; j < 4; j++) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, "\n \t\"[]{}|->*.:\u0000\ud800x".charAt(random.nextInt(17)));
      }
      try {
        read(text.toString());
      } catch (ExpectationException e) {
        assertTrue(e.reason().key().startsWith("corpus.bad."));
      }
    }
  }

  @Test
  void deepNestingIsNoStackOverflow() {
    String deep = "capture\n  packets " + "[".repeat(10_000) + "\n";
    ExpectationException e = assertThrows(ExpectationException.class, () -> read(deep));
    assertEquals("corpus.bad.answers", e.reason().key());
  }

  @Test
  void linesAndAnswersAreBounded() {
    String line = "capture\n  packets " + "1 | ".repeat(20_000) + "1\n";
    ExpectationException e = assertThrows(ExpectationException.class, () -> read(line));
    assertEquals("corpus.bad.line-length", e.reason().key());
    String lines = "# no more than these\n".repeat(100_001);
    e = assertThrows(ExpectationException.class, () -> read(lines));
    assertEquals("corpus.bad.lines", e.reason().key());
    String answers = "capture\n  packets " + "1 | ".repeat(200) + "1\n";
    e = assertThrows(ExpectationException.class, () -> read(answers));
    assertEquals("corpus.bad.answers", e.reason().key());
  }

  private Expectation read(String text) throws IOException, ExpectationException {
    Path file = root.resolve("sub/x.pcap.expect");
    Files.write(file, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return ExpectationReader.read(root, file);
  }
}
