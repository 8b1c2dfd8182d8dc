package dev.shakedown.cli;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.rules.Rules;
import dev.shakedown.report.BigIpSteps;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.text.Wrap;
import dev.shakedown.tcp.FlowDevice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code shakedown explain}: what a code means, how it is recognised and confused, what to do. */
final class ExplainCommand {
  private static final int WIDTH = 100;

  private final String code;
  private final String device;

  /** Takes the words of a command line that {@link #spec} describes. */
  ExplainCommand(ParseResult words) {
    code = words.matchedPositionalValue(0, null);
    device = words.matchedOptionValue("--device", "");
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("explain");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("CODE")
            .arity("0..1")
            .type(String.class)
            .descriptionKey("CODE")
            .build());
    spec.addOption(Words.one("bigip", "--device"));
    spec.addOption(Words.one("en|ja", "--lang"));
    spec.addOption(Words.flag("--debug").build());
    spec.addOption(Words.flag("-h", "--help").usageHelp(true).build());
    return spec;
  }

  int run(Surroundings surroundings, Catalogue catalogue) {
    new Options(catalogue).device(device);
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
    List<String> given = Codes.ALL.stream().filter(ExplainCommand::isGiven).toList();
    int width = given.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (String each : given) {
      text.append(each)
          .append(" ".repeat(width + 2 - each.length()))
          .append(catalogue.text(each + ".title"))
          .append('\n');
    }
    return text.toString();
  }

  /** Whether some rule gives it; the catalogue names causes that are not recognised yet. */
  private static boolean isGiven(String code) {
    return Rules.ALL.stream().anyMatch(r -> r.codes().contains(code));
  }

  private String explain(Catalogue catalogue) {
    Map<String, Object> ends =
        Map.of(
            "client", catalogue.text("explain.client"), "server", catalogue.text("explain.server"));
    StringBuilder text = new StringBuilder();
    text.append(code).append(": ").append(catalogue.text(code + ".title")).append("\n\n");
    section(
        text,
        catalogue.text("explain.means"),
        sentence(catalogue.text(code + ".explanation", ends)));
    section(text, catalogue.text("explain.recognized"), catalogue.text(code + ".recognized"));
    section(text, catalogue.text("explain.confused"), catalogue.text(code + ".confused"));
    text.append(catalogue.text("explain.next")).append('\n');
    for (int i = 1; catalogue.has(code + ".next." + i); i++) {
      lines(text, "  - ", catalogue.text(code + ".next." + i));
    }
    if (!device.isEmpty()) {
      bigIp(text, catalogue, FlowDevice.Side.CLIENT, "explain.bigip.client");
      bigIp(text, catalogue, FlowDevice.Side.SERVER, "explain.bigip.server");
    }
    return text.toString();
  }

  private void bigIp(StringBuilder text, Catalogue catalogue, FlowDevice.Side side, String head) {
    text.append('\n').append(catalogue.text(head)).append('\n');
    for (String step : new BigIpSteps(catalogue, code, "").of(side)) {
      lines(text, "  - ", step);
    }
  }

  /** With a capital first letter, which an end's name in its place may lack. */
  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
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
