package dev.shakedown.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every output of the program under pseudonyms, searched for what must not be in it. */
final class NamelessOutputs {
  private static final String KEY = "000102030405060708090a0b0c0d0e0f";
  private static final List<String> FORMATS = List.of("text", "json", "jsonl", "html", "markdown");

  private final List<String> secrets;
  private final Path folder;
  private final List<String> leaks = new ArrayList<>();

  /**
   * A search.
   *
   * @param secrets what must not be in any output, in any form that {@link Leaks} knows
   * @param folder where extracted captures may be written
   */
  NamelessOutputs(List<String> secrets, Path folder) {
    this.secrets = secrets;
    this.folder = folder;
  }

  /** Every format in every language, and both kinds of extraction. */
  static void of(Path capture, List<String> secrets, Path folder) throws IOException {
    NamelessOutputs outputs = new NamelessOutputs(secrets, folder);
    outputs.reports(capture.toString());
    outputs.extract(capture);
    outputs.extract(capture, "--all-frames");
    outputs.check();
  }

  /** Reports on these inputs, with these options. */
  void reports(String... arguments) {
    for (String format : FORMATS) {
      for (String language : List.of("en", "ja")) {
        report(0, with(arguments, "-f", format, "--lang", language, "--show", "all"));
      }
    }
  }

  /** One report, with the status it must have. */
  void report(int status, String... arguments) {
    String[] command = with(arguments, "--anonymize-key", KEY);
    Command.Result result = Command.run(command);
    assertEquals(status, result.status(), () -> String.join(" ", command) + result.err());
    assertEquals(status == 0, result.err().isEmpty(), result.err());
    search(String.join(" ", arguments), result.out().getBytes(StandardCharsets.UTF_8));
    search(String.join(" ", arguments) + " says", result.err().getBytes(StandardCharsets.UTF_8));
  }

  /** The extracted capture, which must hold frames; returned to be looked at further. */
  Path extract(Path capture, String... options) throws IOException {
    Path out = folder.resolve("anonymised.pcapng");
    String[] command = {
      "extract", capture.toString(), "-o", out.toString(), "--anonymize-key", KEY
    };
    Command.Result result = Command.run(with(command, options));
    assertEquals("", result.err());
    assertEquals(0, result.status());
    byte[] bytes = Files.readAllBytes(out);
    assertTrue(bytes.length > 200, "nothing extracted");
    search("extract " + String.join(" ", options), bytes);
    return out;
  }

  private void search(String what, byte[] output) {
    for (String secret : secrets) {
      for (String form : Leaks.of(secret, output)) {
        leaks.add(what + " has " + secret + " as " + form);
      }
    }
  }

  void check() {
    assertEquals("", String.join("\n", leaks));
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }
}
