package dev.shakedown.cli;

import dev.shakedown.corpus.CorpusResult;
import dev.shakedown.corpus.ResultComparison;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code shakedown corpus diff}: what changed between two stored results. */
final class CorpusDiffCommand {
  private final String before;
  private final String after;

  /** Takes the words of a command line that {@link #spec} describes. */
  CorpusDiffCommand(ParseResult words) {
    before = words.matchedPositionalValue(0, "");
    after = words.matchedPositionalValue(1, "");
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("diff");
    for (String name : new String[] {"OLD", "NEW"}) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .paramLabel(name)
              .arity("1")
              .required(true)
              .type(String.class)
              .descriptionKey(name)
              .build());
    }
    spec.addOption(Words.one("en|ja", "--lang"));
    spec.addOption(Words.flag("--debug").build());
    spec.addOption(Words.flag("-h", "--help").usageHelp(true).build());
    return spec;
  }

  int run(Surroundings surroundings, Catalogue catalogue) {
    Optional<CorpusResult> old = read(before, surroundings, catalogue);
    Optional<CorpusResult> current = read(after, surroundings, catalogue);
    if (old.isEmpty() || current.isEmpty()) {
      return ExitStatus.UNREADABLE;
    }
    ResultComparison comparison = new ResultComparison(catalogue, old.get(), current.get());
    try (ResultStream out = new ResultStream(surroundings.out(), "-")) {
      out.write(comparison.text().getBytes(StandardCharsets.UTF_8));
    }
    return comparison.differs() ? ExitStatus.FOUND : ExitStatus.DONE;
  }

  private static Optional<CorpusResult> read(
      String file, Surroundings surroundings, Catalogue catalogue) {
    String reason;
    try {
      return Optional.of(CorpusResult.parse(Files.readAllBytes(InputFile.of(file))));
    } catch (IOException e) {
      reason = Reasons.of(e, catalogue);
    } catch (IllegalArgumentException e) {
      reason = String.valueOf(e.getMessage());
    }
    String message = catalogue.text("cli.cannot-read", Map.of("file", file, "reason", reason));
    surroundings.err().println(Printable.of("shakedown: " + message));
    return Optional.empty();
  }
}
