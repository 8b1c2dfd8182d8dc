package dev.shakedown.cli;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.text.Wrap;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shakedown explain}: what a code means, how it is recognised, what to do next. */
@Command(name = "explain")
final class ExplainCommand {
  private static final int WIDTH = 100;

  @Parameters(paramLabel = "CODE", arity = "0..1", descriptionKey = "CODE")
  private String code;

  @Option(names = "--lang", paramLabel = "en|ja")
  @SuppressWarnings("unused") // looked at before the commands
  private String language;

  @Option(names = "--debug")
  @SuppressWarnings("unused") // looked at before the commands
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true)
  @SuppressWarnings("unused") // looked at before the commands
  private boolean help;

  int run(Surroundings surroundings, Catalogue catalogue) {
    if (code != null && !Codes.ALL.contains(code)) {
      throw new UsageException(catalogue.text("explain.unknown", "code", code));
    }
    try (ResultStream out = new ResultStream(surroundings.out(), "-")) {
      String text = code == null ? list(catalogue) : explain(catalogue);
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return ExitStatus.DONE;
  }

  private static String list(Catalogue catalogue) {
    int width = Codes.ALL.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (String each : Codes.ALL) {
      text.append(each)
          .append(" ".repeat(width + 2 - each.length()))
          .append(catalogue.text(each + ".title"))
          .append('\n');
    }
    return text.toString();
  }

  private String explain(Catalogue catalogue) {
    Map<String, Object> ends =
        Map.of(
            "client", catalogue.text("explain.client"), "server", catalogue.text("explain.server"));
    StringBuilder text = new StringBuilder();
    text.append(code).append(": ").append(catalogue.text(code + ".title")).append("\n\n");
    section(text, catalogue.text("explain.means"), catalogue.text(code + ".explanation", ends));
    section(text, catalogue.text("explain.recognized"), catalogue.text(code + ".recognized"));
    text.append(catalogue.text("explain.next")).append('\n');
    for (int i = 1; catalogue.has(code + ".next." + i); i++) {
      lines(text, "  - ", catalogue.text(code + ".next." + i));
    }
    return text.toString();
  }

  private static void section(StringBuilder text, String head, String body) {
    text.append(head).append('\n');
    lines(text, "  ", body);
    text.append('\n');
  }

  /** Wraps a text; its first line is indented by {@code lead}, the others by as many blanks. */
  private static void lines(StringBuilder text, String lead, String body) {
    String indent = lead;
    for (String line : Wrap.lines(body, WIDTH - lead.length())) {
      text.append(indent).append(line).append('\n');
      indent = " ".repeat(lead.length());
    }
  }
}
