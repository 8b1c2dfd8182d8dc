package dev.shakedown.cli;

import dev.shakedown.Analysis;
import dev.shakedown.bytes.Bytes;
import dev.shakedown.bytes.Limits;
import dev.shakedown.capture.CaptureReader;
import dev.shakedown.capture.PcapngWriter;
import dev.shakedown.capture.UnreadableCaptureException;
import dev.shakedown.extract.Extraction;
import dev.shakedown.extract.ExtractionPlan;
import dev.shakedown.extract.SecretSearch;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Printable;
import dev.shakedown.tls.decrypt.SecretStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code shakedown extract}: writes the frames of chosen connections as a capture of their own. */
final class ExtractCommand {
  private final ParseResult words;

  ExtractCommand(ParseResult words) {
    this.words = words;
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("extract");
    spec.usageMessage().sortOptions(false);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("0..1")
            .type(String.class)
            .descriptionKey("FILE")
            .build());
    spec.addOption(Words.one("OUT.pcapng", "-o", "--output"));
    spec.addOption(Words.many(Set.class, Integer.class, "N", "--flow").build());
    spec.addOption(Words.many(List.class, String.class, "IP[/LEN]", "--host").build());
    spec.addOption(Words.many(Set.class, Integer.class, "N", "--port").build());
    spec.addOption(Words.many(List.class, String.class, "GLOB", "--sni").build());
    spec.addOption(Words.one("TIME", "--since"));
    spec.addOption(Words.one("TIME", "--until"));
    spec.addOption(Words.flag("--all-frames").build());
    spec.addOption(Words.many(List.class, String.class, "FILE", "--keylog").build());
    spec.addOption(Words.flag("--secrets").build());
    spec.addOption(Words.one("FILE", "--keylog-out"));
    spec.addOption(Words.one("FILE", "--trust-store"));
    spec.addOption(Words.flag("--anonymize").build());
    spec.addOption(Words.one("FILE|HEX", "--anonymize-key"));
    spec.addOption(Words.one("en|ja", "--lang"));
    spec.addOption(Words.flag("--debug").build());
    spec.addOption(Words.flag("-h", "--help").usageHelp(true).build());
    return spec;
  }

  int run(Surroundings surroundings, Catalogue catalogue) {
    String file = words.matchedPositionalValue(0, null);
    String output = words.matchedOptionValue("--output", null);
    String keyLog = words.matchedOptionValue("--keylog-out", null);
    check(catalogue, file, output, keyLog);
    Anonymity anonymity =
        Anonymity.of(
            words.matchedOptionValue("--anonymize", false),
            words.matchedOptionValue("--anonymize-key", null),
            catalogue);
    boolean secretsToo = words.matchedOptionValue("--secrets", false);
    if (anonymity.pseudonyms().isPresent() && (secretsToo || keyLog != null)) {
      throw new UsageException(catalogue.text("cli.extract.secrets-of-nobody"));
    }
    Work work =
        new Work(
            InputFile.of(file), anonymity, secrets(surroundings, catalogue, anonymity), catalogue);
    try {
      int connections = work.analyse();
      if (connections == 0) {
        say(surroundings, catalogue.text("cli.extract.nothing", "file", anonymity.file(file)));
        return ExitStatus.USAGE;
      }
      if (keyLog != null) {
        write(Path.of(keyLog), true, catalogue, out -> out.write(work.keyLog()));
      }
      if (output != null) {
        work.search();
        write(
            Path.of(output),
            secretsToo,
            catalogue,
            out -> work.write(new PcapngWriter(out, "shakedown " + Version.number()), secretsToo));
      }
      return ExitStatus.DONE;
    } catch (UnreadableCaptureException e) {
      String reason = catalogue.text("unreadable." + e.code(), e.detail());
      return unreadable(surroundings, catalogue, anonymity, file, reason);
    } catch (IOException e) {
      return unreadable(
          surroundings, catalogue, anonymity, file, anonymity.text(Reasons.of(e, catalogue)));
    }
  }

  private void check(Catalogue catalogue, String file, String output, String keyLog) {
    if (file == null) {
      throw new UsageException(catalogue.text("cli.no-file"));
    }
    if (output == null && keyLog == null) {
      throw new UsageException(catalogue.text("cli.extract.no-output"));
    }
    if (file.equals("-")) {
      throw new UsageException(catalogue.text("cli.extract.stdin"));
    }
    Options options = new Options(catalogue);
    List<String> inputs = new ArrayList<>(words.matchedOptionValue("--keylog", List.of()));
    inputs.add(file);
    options.notOver(output, inputs);
    options.notOver(keyLog, inputs);
    if (output != null && keyLog != null) {
      options.apart(List.of(output, keyLog));
    }
  }

  private SecretStore secrets(Surroundings surroundings, Catalogue catalogue, Anonymity anonymity) {
    return new SecretFiles(catalogue, surroundings.err(), anonymity)
        .read(words.matchedOptionValue("--keylog", List.of()), List.of());
  }

  private static int unreadable(
      Surroundings surroundings,
      Catalogue catalogue,
      Anonymity anonymity,
      String file,
      String reason) {
    say(
        surroundings,
        catalogue.text("cli.cannot-read", Map.of("file", anonymity.file(file), "reason", reason)));
    return ExitStatus.UNREADABLE;
  }

  private static void say(Surroundings surroundings, String message) {
    surroundings.err().println(Printable.of("shakedown: " + message));
  }

  private interface Content {
    void to(ResultStream out) throws IOException;
  }

  private static void write(Path file, boolean secret, Catalogue catalogue, Content content)
      throws IOException {
    Destination destination;
    try {
      destination = Destination.file(file, secret);
    } catch (IOException e) {
      throw new UsageException(
          catalogue.text(
              "cli.cannot-write", Map.of("file", file, "reason", Reasons.of(e, catalogue))));
    }
    try (destination) {
      content.to(destination.stream());
      destination.commit();
    }
  }

  /** The readings of the file, one after the other. */
  private final class Work {
    private final Path file;
    private final SecretStore secrets;
    private final ExtractionPlan plan;
    private final Catalogue catalogue;
    private final Extraction extraction;

    Work(Path file, Anonymity anonymity, SecretStore given, Catalogue catalogue) {
      this.file = file;
      this.secrets = given.child();
      this.catalogue = catalogue;
      this.plan =
          new ExtractionPlan(
              words.matchedOptionValue("--all-frames", false), anonymity::diagnosis, catalogue);
      this.extraction = new Extraction(Limits.DEFAULT, plan, anonymity.rewriting());
    }

    /** Returns how many connections were chosen. */
    int analyse() throws IOException {
      Options options = new Options(catalogue);
      Selection selection =
          options.selection(
              words.matchedOptionValue("--flow", Set.of()),
              words.matchedOptionValue("--host", List.of()),
              words.matchedOptionValue("--port", Set.of()),
              words.matchedOptionValue("--sni", List.of()),
              words.matchedOptionValue("--since", null),
              words.matchedOptionValue("--until", null));
      String trustStore = words.matchedOptionValue("--trust-store", null);
      Analysis analysis =
          Analysis.builder()
              .select(selection)
              .secrets(secrets)
              .trustStore(options.trust(trustStore))
              .build();
      try (CaptureReader capture = open()) {
        analysis.run(capture, file.toString(), plan);
      }
      return plan.connections();
    }

    private CaptureReader open() throws IOException {
      return CaptureReader.open(file, Limits.DEFAULT);
    }

    void search() throws IOException {
      try (CaptureReader capture = open()) {
        extraction.search(capture);
      }
    }

    /** The key log lines of the connections chosen. */
    byte[] keyLog() throws IOException {
      try (CaptureReader capture = open()) {
        SecretSearch.read(capture, Limits.DEFAULT, secrets);
      }
      StringBuilder lines = new StringBuilder();
      for (Bytes random : plan.clientRandoms()) {
        secrets.keyLogOf(random).forEach(line -> lines.append(line).append('\n'));
      }
      return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    void write(PcapngWriter out, boolean secretsToo) throws IOException {
      byte[] keyLog = secretsToo ? keyLog() : new byte[0];
      if (keyLog.length > 0) {
        out.secrets(keyLog);
      }
      try (CaptureReader capture = open()) {
        extraction.write(capture, out);
      }
    }
  }
}
