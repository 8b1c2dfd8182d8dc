package dev.shakedown.cli;

import dev.shakedown.Analysis;
import dev.shakedown.bytes.Limits;
import dev.shakedown.diagnosis.log.GivenLog;
import dev.shakedown.report.Catalogue;
import dev.shakedown.report.OutputFormat;
import dev.shakedown.report.ReportWriter;
import dev.shakedown.report.html.HtmlWriter;
import dev.shakedown.report.json.JsonDocumentWriter;
import dev.shakedown.report.json.JsonLinesWriter;
import dev.shakedown.report.markdown.MarkdownWriter;
import dev.shakedown.report.text.TextWriter;
import dev.shakedown.tls.decrypt.SecretStore;
import dev.shakedown.tls.x509.TrustStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code shakedown analyze}: reads captures and reports what became of their handshakes. */
final class AnalyzeCommand {
  /** Columns of a text that does not go to a terminal. */
  private static final int WIDTH = 100;

  private final List<String> files;
  private final String format;
  private final String output;
  private final String show;
  private final String language;
  private final Set<Integer> flows;
  private final List<String> hosts;
  private final Set<Integer> ports;
  private final List<String> names;
  private final String since;
  private final String until;
  private final List<String> keyLogs;
  private final List<String> rsaKeys;
  private final String trustStore;
  private final List<String> baselines;
  private final List<String> ltmLogs;
  private final String logZone;
  private final String logYear;
  private final String device;
  private final Set<String> failOn;
  private final String colour;
  private final boolean anonymize;
  private final String anonymizeKey;
  private final boolean debug;

  /** What a command line says. */
  interface Given {
    List<String> files();

    /** The value of an option, {@code otherwise} where it is not given. */
    <T> T value(String option, T otherwise);
  }

  AnalyzeCommand(Given words) {
    files = words.files();
    format = words.value("--format", "text");
    output = words.value("--output", null);
    show = words.value("--show", "failed");
    language = words.value("--lang", "");
    flows = words.value("--flow", Set.of());
    hosts = words.value("--host", List.of());
    ports = words.value("--port", Set.of());
    names = words.value("--sni", List.of());
    since = words.value("--since", null);
    until = words.value("--until", null);
    keyLogs = words.value("--keylog", List.of());
    rsaKeys = words.value("--rsa-key", List.of());
    trustStore = words.value("--trust-store", null);
    baselines = words.value("--baseline", List.of());
    ltmLogs = words.value("--ltm-log", List.of());
    logZone = words.value("--log-zone", "");
    logYear = words.value("--log-year", "");
    device = words.value("--device", "");
    failOn = words.value("--fail-on", Set.of());
    colour = words.value("--color", "auto");
    anonymize = words.value("--anonymize", false);
    anonymizeKey = words.value("--anonymize-key", null);
    debug = words.value("--debug", false);
  }

  /** Takes what picocli read by {@link #spec}. */
  AnalyzeCommand(ParseResult parsed) {
    this(new Parsed(parsed));
  }

  private record Parsed(ParseResult words) implements Given {
    @Override
    public List<String> files() {
      return words.matchedPositionalValue(0, List.of());
    }

    @Override
    public <T> T value(String option, T otherwise) {
      return words.matchedOptionValue(option, otherwise);
    }
  }

  /** Its command line, built by hand: reading annotations costs every run its time. */
  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("analyze");
    spec.usageMessage().sortOptions(false);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .descriptionKey("FILE")
            .build());
    spec.addOption(Words.one("text|json|jsonl|html|markdown", "-f", "--format"));
    spec.addOption(Words.one("PATH", "-o", "--output"));
    spec.addOption(Words.one("failed|all", "--show"));
    spec.addOption(Words.one("en|ja", "--lang"));
    spec.addOption(Words.many(Set.class, Integer.class, "N", "--flow").build());
    spec.addOption(Words.many(List.class, String.class, "IP[/LEN]", "--host").build());
    spec.addOption(Words.many(Set.class, Integer.class, "N", "--port").build());
    spec.addOption(Words.many(List.class, String.class, "GLOB", "--sni").build());
    spec.addOption(Words.one("TIME", "--since"));
    spec.addOption(Words.one("TIME", "--until"));
    spec.addOption(Words.many(List.class, String.class, "FILE", "--keylog").build());
    spec.addOption(Words.many(List.class, String.class, "PEM", "--rsa-key").build());
    spec.addOption(Words.one("FILE", "--trust-store"));
    spec.addOption(Words.many(List.class, String.class, "FILE", "--baseline").build());
    spec.addOption(Words.many(List.class, String.class, "FILE", "--ltm-log").build());
    spec.addOption(Words.one("ZONE", "--log-zone"));
    spec.addOption(Words.one("YEAR", "--log-year"));
    spec.addOption(Words.one("bigip", "--device"));
    spec.addOption(
        Words.many(Set.class, String.class, "OUTCOME|CODE", "--fail-on").splitRegex(",").build());
    spec.addOption(Words.one("auto|always|never", "--color"));
    spec.addOption(Words.flag("--anonymize").build());
    spec.addOption(Words.one("FILE|HEX", "--anonymize-key"));
    spec.addOption(Words.flag("--debug").build());
    spec.addOption(Words.flag("-h", "--help").usageHelp(true).build());
    return spec;
  }

  int run(Surroundings surroundings, Catalogue catalogue) {
    if (files.isEmpty() && ltmLogs.isEmpty()) {
      throw new UsageException(catalogue.text("cli.no-file"));
    }
    Options options = new Options(catalogue);
    options.named(files);
    Selection selection = options.selection(flows, hosts, ports, names, since, until);
    FailOn wanted = options.failOn(failOn);
    OutputFormat kind = options.format(format);
    boolean showAll = options.oneOf("--show", show, "failed", "all").equals("all");
    options.language(language);
    options.oneOf("--color", colour, "auto", "always", "never");
    options.device(device);
    if (ltmLogs.contains("-") && (files.contains("-") || Collections.frequency(ltmLogs, "-") > 1)) {
      throw new UsageException(catalogue.text("cli.stdin-twice"));
    }
    List<String> inputs =
        Stream.of(files, ltmLogs, keyLogs, rsaKeys, baselines).flatMap(List::stream).toList();
    options.notOver(output, inputs);
    Anonymity anonymity = Anonymity.of(anonymize, anonymizeKey, catalogue);
    LogFiles logs = new LogFiles(catalogue, surroundings, ltmLogs, logZone, logYear, anonymity);
    boolean logAlone = files.isEmpty();
    GivenLog log = logAlone ? GivenLog.none(Limits.DEFAULT) : logs.beside();
    SecretStore secrets =
        new SecretFiles(catalogue, surroundings.err(), anonymity).read(keyLogs, rsaKeys);
    TrustStore trust = options.trust(trustStore);
    try (Destination destination = destination(surroundings, catalogue)) {
      Analysis analysis =
          Analysis.builder()
              .select(selection)
              .secrets(secrets)
              .trustStore(trust)
              .log(log)
              .bigIp(!device.isEmpty())
              .build();
      Baselines.learn(baselines, analysis, catalogue);
      CaptureRun run = new CaptureRun(surroundings, catalogue, wanted, analysis, anonymity, debug);
      int status;
      try (ReportWriter writer =
          writer(kind, destination.stream(), surroundings, catalogue, showAll)) {
        ReportWriter named = anonymity.before(writer);
        if (logAlone) {
          named.log(logs.alone());
        }
        status = run.all(files, wanted.watching(named));
      }
      destination.commit();
      return status;
    } catch (IOException e) {
      throw new UsageException(cannotWrite(catalogue, e));
    }
  }

  private Destination destination(Surroundings surroundings, Catalogue catalogue) {
    try {
      return output == null || output.equals("-")
          ? Destination.standardOutput(surroundings.out())
          : Destination.file(Path.of(output));
    } catch (IOException e) {
      throw new UsageException(cannotWrite(catalogue, e));
    }
  }

  private String cannotWrite(Catalogue catalogue, IOException e) {
    return catalogue.text(
        "cli.cannot-write",
        Map.of("file", String.valueOf(output), "reason", Reasons.of(e, catalogue)));
  }

  private ReportWriter writer(
      OutputFormat kind,
      OutputStream out,
      Surroundings surroundings,
      Catalogue catalogue,
      boolean showAll) {
    return switch (kind) {
      case JSON -> new JsonDocumentWriter(out, catalogue, Version.number());
      case JSONL -> new JsonLinesWriter(out, catalogue, Version.number());
      case HTML -> new HtmlWriter(out, catalogue, Version.number(), showAll);
      case MARKDOWN -> new MarkdownWriter(out, catalogue, showAll);
      case TEXT -> new TextWriter(out, catalogue, layout(surroundings, showAll));
    };
  }

  private TextWriter.Layout layout(Surroundings surroundings, boolean showAll) {
    boolean terminal = surroundings.outIsTerminal() && output == null;
    boolean coloured =
        colour.equals("auto") ? terminal && !surroundings.noColour() : colour.equals("always");
    int width =
        surroundings.columns() > 0 && output == null
            ? Math.max(72, Math.min(160, surroundings.columns()))
            : WIDTH;
    return new TextWriter.Layout(width, coloured, showAll);
  }
}
