package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shakedown.fuzz.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;

/** Any bytes given to {@code shakedown decode}, as any of its forms. */
class DecodeFuzzTest {
  private static final String[] FORMS = {
    "", "records", "messages", "certificate", "raw", "hex", "hexdump", "base64", "pem", "c", "msg"
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<byte[]> seeds() {
    Stream<byte[]> texts =
        Stream.of(".hex", ".pem")
            .flatMap(
                e ->
                    Stream.of("testdata/tls", "testdata/decrypt")
                        .map(d -> Path.of(d))
                        .flatMap(d -> Seeds.files(d, e)));
    Stream<byte[]> any = texts.map(DecodeFuzzTest::asAny);
    Stream<byte[]> records =
        Seeds.conversations()
            .filter(c -> c.length > 5)
            .map(c -> java.util.Arrays.copyOfRange(c, 5, c.length))
            .map(DecodeFuzzTest::asAny);
    return Stream.of(any, records, Seeds.kept("decode")).flatMap(s -> s);
  }

  private static byte[] asAny(byte[] content) {
    byte[] input = new byte[content.length + 1];
    System.arraycopy(content, 0, input, 1, content.length);
    return input;
  }

  @MethodSource("seeds")
  @FuzzTest
  void printsOrSaysWhy(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] content = java.util.Arrays.copyOfRange(input, 1, input.length);
    String form = FORMS[(input[0] & 0x7f) % FORMS.length];
    Command.Result text = run(content, form, "text");
    Command.Result json = run(content, form, "json");
    assertEquals(text.status(), json.status());
    if (text.status() == ExitStatus.DONE) {
      assertFalse(text.out().isBlank(), "prints something");
      assertTrue(
          text.out().chars().allMatch(c -> c == '\n' || Character.getType(c) != Character.CONTROL),
          "nothing in it controls a terminal");
      JSON.readTree(json.out());
    } else {
      assertEquals(ExitStatus.UNREADABLE, text.status(), text.err());
      assertTrue(text.out().isEmpty(), "results only");
      assertTrue(text.err().startsWith("shakedown: "), text.err());
      assertFalse(text.err().contains("internal error"), text.err());
    }
  }

  private static Command.Result run(byte[] input, String form, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(input), out, messages, Locale.ENGLISH, false, false, 0, false);
    String[] words =
        form.isEmpty()
            ? new String[] {"decode", "-", "-f", format}
            : new String[] {"decode", "-", "-f", format, "--as", form};
    int status = new Main(surroundings).run(words);
    return new Command.Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
