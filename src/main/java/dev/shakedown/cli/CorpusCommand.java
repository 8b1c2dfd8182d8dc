package dev.shakedown.cli;

import dev.shakedown.bytes.Limits;
import dev.shakedown.corpus.Acceptance;
import dev.shakedown.corpus.CaptureVerdict;
import dev.shakedown.corpus.Corpus;
import dev.shakedown.corpus.CorpusResult;
import dev.shakedown.corpus.CorpusRun;
import dev.shakedown.corpus.GitHubAnnotations;
import dev.shakedown.corpus.JUnitXml;
import dev.shakedown.corpus.MarkdownReport;
import dev.shakedown.corpus.Metrics;
import dev.shakedown.corpus.MetricsReport;
import dev.shakedown.corpus.TextReport;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.OutputFile;
import dev.shakedown.report.Printable;
import dev.shakedown.tls.x509.TrustStoreFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code shakedown corpus check|accept}: a folder of captures against its expectations. */
final class CorpusCommand {
  /** The options that name a file to be written. */
  private static final List<String> RESULTS =
      List.of("--junit-xml", "--markdown", "--metrics", "--result");

  private final ParseResult words;
  private final Surroundings surroundings;
  private final Catalogue catalogue;
  private final Path folder;

  /** Takes the words of one of the commands that {@link #spec} describes. */
  CorpusCommand(ParseResult words, Surroundings surroundings, Catalogue catalogue) {
    this.words = words;
    this.surroundings = surroundings;
    this.catalogue = catalogue;
    this.folder = InputFile.of(words.matchedPositionalValue(0, ""));
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("corpus");
    spec.usageMessage().synopsisSubcommandLabel("COMMAND");
    spec.addOption(Words.flag("-h", "--help").usageHelp(true).build());
    CommandSpec check = ofFolder("check");
    check.addOption(Words.one("FILE", "--junit-xml"));
    check.addOption(Words.flag("--github").build());
    check.addOption(Words.one("FILE", "--markdown"));
    check.addOption(Words.one("FILE", "--metrics"));
    check.addOption(Words.one("FILE", "--result"));
    spec.addSubcommand("check", check);
    spec.addSubcommand("accept", ofFolder("accept"));
    spec.addSubcommand("diff", CorpusDiffCommand.spec());
    return spec;
  }

  private static CommandSpec ofFolder(String name) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().sortOptions(false);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("DIR")
            .arity("1")
            .required(true)
            .type(String.class)
            .descriptionKey("DIR")
            .build());
    spec.addOption(Words.many(List.class, String.class, "GLOB", "--only").splitRegex(",").build());
    spec.addOption(Words.flag("--strict").build());
    spec.addOption(Words.one("N", "--jobs"));
    spec.addOption(Words.one("en|ja", "--lang"));
    spec.addOption(Words.flag("--debug").build());
    spec.addOption(Words.flag("-h", "--help").usageHelp(true).build());
    return spec;
  }

  int run() {
    List<String> only = words.matchedOptionValue("--only", List.of());
    String reason;
    try {
      Corpus corpus = Corpus.below(folder, only);
      if (!corpus.items().isEmpty()) {
        return words.commandSpec().name().equals("check") ? check(corpus) : accept(corpus);
      }
      if (!only.isEmpty()) {
        throw new UsageException(catalogue.text("corpus.none-selected", "value", only));
      }
      reason = catalogue.text("cli.no-captures", "file", folder.toString());
    } catch (PatternSyntaxException e) {
      throw new UsageException(catalogue.text("corpus.bad-glob", "value", e.getPattern()));
    } catch (IOException e) {
      reason =
          catalogue.text(
              "cli.cannot-read", Map.of("file", folder, "reason", Reasons.of(e, catalogue)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reason = String.valueOf(e.getMessage());
    }
    surroundings.err().println(Printable.of("shakedown: " + reason));
    return ExitStatus.UNREADABLE;
  }

  private CorpusRun.Options options() {
    return new CorpusRun.Options(
        words.hasMatchedOption("--strict"),
        jobs(),
        Limits.DEFAULT,
        TrustStoreFile.ofJdk(),
        System::nanoTime);
  }

  private int jobs() {
    String jobs = words.matchedOptionValue("--jobs", "");
    if (jobs.isEmpty()) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (!jobs.matches("[1-9][0-9]{0,2}")) {
      throw new UsageException(catalogue.text("corpus.bad-jobs", "value", jobs));
    }
    return Integer.parseInt(jobs);
  }

  private int check(Corpus corpus) throws InterruptedException {
    List<String> targets =
        RESULTS.stream().map(option -> words.matchedOptionValue(option, "")).toList();
    Options options = new Options(catalogue);
    options.apart(targets);
    for (String target : targets) {
      options.notOver(target.isEmpty() ? null : target, List.of(folder.toString()));
    }
    List<CaptureVerdict> verdicts = new CorpusRun(options()).check(corpus);
    String text = new TextReport(catalogue).check(verdicts);
    if (words.hasMatchedOption("--github")) {
      text = new GitHubAnnotations(catalogue, folder.toString()).of(verdicts) + text;
    }
    print(text);
    String suite = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    write("--junit-xml", () -> new JUnitXml(catalogue, suite).document(verdicts));
    CorpusResult result = CorpusResult.of(verdicts, Version.number());
    Metrics metrics = new Metrics(result);
    write("--markdown", () -> new MarkdownReport(catalogue).document(verdicts, metrics));
    write("--metrics", () -> new MetricsReport(catalogue).document(metrics));
    write("--result", result::json);
    return status(verdicts);
  }

  private static int status(List<CaptureVerdict> verdicts) {
    int status = ExitStatus.DONE;
    for (CaptureVerdict verdict : verdicts) {
      if (verdict.status() == CaptureVerdict.Status.UNREADABLE) {
        return ExitStatus.UNREADABLE;
      }
      if (verdict.status() != CaptureVerdict.Status.AS_EXPECTED) {
        status = ExitStatus.FOUND;
      }
    }
    return status;
  }

  private int accept(Corpus corpus) throws InterruptedException {
    List<Acceptance> acceptances = new CorpusRun(options()).accept(corpus);
    print(new TextReport(catalogue).accept(acceptances));
    return acceptances.stream().anyMatch(a -> a.reason().isPresent())
        ? ExitStatus.UNREADABLE
        : ExitStatus.DONE;
  }

  private void print(String text) {
    try (ResultStream out = new ResultStream(surroundings.out(), "-")) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void write(String option, Supplier<String> content) {
    String file = words.matchedOptionValue(option, "");
    if (file.isEmpty()) {
      return;
    }
    try {
      OutputFile.write(Path.of(file), content.get().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UsageException(
          catalogue.text(
              "cli.cannot-write", Map.of("file", file, "reason", Reasons.of(e, catalogue))));
    }
  }
}
