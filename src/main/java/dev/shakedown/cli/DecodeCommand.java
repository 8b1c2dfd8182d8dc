package dev.shakedown.cli;

import dev.shakedown.LooseBytes;
import dev.shakedown.bytes.MalformedException;
import dev.shakedown.bytes.TooLargeException;
import dev.shakedown.dump.Dump;
import dev.shakedown.dump.DumpForm;
import dev.shakedown.dump.DumpReader;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Printable;
import dev.shakedown.report.Problems;
import dev.shakedown.report.json.DecodedJson;
import dev.shakedown.report.text.DecodedText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code shakedown decode}: bytes that are no capture, printed as the timeline prints them. */
final class DecodeCommand {
  private static final String CHOICES =
      "records, messages, certificate, raw, hex, hexdump, base64, pem, c, msg";

  private final String file;
  private final String as;
  private final String format;

  /** Takes the words of a command line that {@link #spec} describes. */
  DecodeCommand(ParseResult words) {
    file = words.matchedPositionalValue(0, "-");
    as = words.matchedOptionValue("--as", "");
    format = words.matchedOptionValue("--format", "text");
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("decode");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("0..1")
            .type(String.class)
            .descriptionKey("FILE")
            .build());
    spec.addOption(Words.one("WHAT[,FORM]", "--as"));
    spec.addOption(Words.one("text|json", "-f", "--format"));
    spec.addOption(Words.one("en|ja", "--lang"));
    spec.addOption(Words.flag("--debug").build());
    spec.addOption(Words.flag("-h", "--help").usageHelp(true).build());
    return spec;
  }

  int run(Surroundings surroundings, Catalogue catalogue) {
    boolean text = new Options(catalogue).oneOf("--format", format, "text", "json").equals("text");
    Optional<LooseBytes.Kind> kind = Optional.empty();
    Optional<DumpForm> form = Optional.empty();
    for (String word : as.isEmpty() ? new String[0] : as.split(",", -1)) {
      if (kind(word).isPresent()) {
        kind = kind(word);
      } else {
        form = Optional.of(DumpForm.of(word).orElseThrow(() -> badChoice(catalogue, word)));
      }
    }
    try {
      byte[] input = read(surroundings);
      Dump dump = DumpReader.read(input, form.orElseGet(() -> DumpReader.detect(input)));
      LooseBytes.Reading reading = LooseBytes.read(dump, kind);
      if (reading.log().isEmpty() && reading.certificates().isEmpty()) {
        return unreadable(surroundings, catalogue, catalogue.text("decode.nothing"));
      }
      byte[] result =
          text
              ? text(catalogue, reading).getBytes(StandardCharsets.UTF_8)
              : new DecodedJson(catalogue)
                  .document(
                      dump.form().id(), id(reading.kind()), reading.log(), reading.certificates());
      try (ResultStream out = new ResultStream(surroundings.out(), "-")) {
        out.write(result);
        if (!text) {
          out.write('\n');
        }
      }
      return ExitStatus.DONE;
    } catch (MalformedException e) {
      return unreadable(surroundings, catalogue, new Problems(catalogue).text(e.getMessage()));
    } catch (IOException e) {
      return unreadable(surroundings, catalogue, Reasons.of(e, catalogue));
    }
  }

  private static String text(Catalogue catalogue, LooseBytes.Reading reading) {
    DecodedText text = new DecodedText(catalogue);
    return reading.kind() == LooseBytes.Kind.CERTIFICATE
        ? text.ofCertificates(reading.certificates())
        : text.ofEvents(reading.log());
  }

  private byte[] read(Surroundings surroundings) throws IOException {
    byte[] input;
    try (InputStream in =
        // buffered because a FileInputStream asks even a pipe for its length
        new BufferedInputStream(
            file.equals("-") ? surroundings.in() : Files.newInputStream(InputFile.of(file)))) {
      input = in.readNBytes(LooseBytes.MAX_SIZE + 1);
    }
    if (input.length > LooseBytes.MAX_SIZE) {
      throw new TooLargeException(LooseBytes.MAX_SIZE);
    }
    return input;
  }

  private int unreadable(Surroundings surroundings, Catalogue catalogue, String reason) {
    String message =
        catalogue.text("cli.cannot-read", Map.of("file", file, "reason", String.valueOf(reason)));
    surroundings.err().println(Printable.of("shakedown: " + message));
    return ExitStatus.UNREADABLE;
  }

  private static Optional<LooseBytes.Kind> kind(String word) {
    return Arrays.stream(LooseBytes.Kind.values()).filter(k -> id(k).equals(word)).findFirst();
  }

  private static String id(LooseBytes.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static UsageException badChoice(Catalogue catalogue, String word) {
    return new UsageException(
        catalogue.text(
            "cli.bad-choice", Map.of("option", "--as", "value", word, "choices", CHOICES)));
  }
}
