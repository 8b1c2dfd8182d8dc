package dev.shakedown.cli;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import dev.shakedown.report.Printable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command {@code shakedown}. */
public final class Main {
  private static final List<String> COMMANDS =
      List.of("analyze", "corpus", "decode", "explain", "extract", "completion", "man");

  private final Surroundings surroundings;

  Main(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs the command and ends the process with its status. */
  public static void main(String[] arguments) {
    int status = new Main(Surroundings.ofProcess()).run(arguments);
    Runtime.getRuntime().halt(status);
  }

  /** Runs the command; its exit status. */
  int run(String... arguments) {
    Language language = language(arguments);
    boolean debug = Arrays.asList(arguments).contains("--debug");
    try {
      String[] all = withDefault(arguments);
      return all.length > 0 && all[0].equals("analyze")
          ? analyze(language, Arrays.copyOfRange(all, 1, all.length))
          : any(language, all);
    } catch (ParameterException e) {
      surroundings.err().println(Printable.of("shakedown: " + e.getMessage()));
      return ExitStatus.USAGE;
    } catch (InvalidPathException e) {
      Catalogue catalogue = Catalogue.of(language);
      surroundings
          .err()
          .println(
              Printable.of("shakedown: " + catalogue.text("cli.bad-name", "file", e.getInput())));
      return ExitStatus.USAGE;
    } catch (UsageException e) {
      surroundings.err().println(Printable.of("shakedown: " + e.getMessage()));
      return ExitStatus.USAGE;
    } catch (ResultStream.Failure e) {
      return ResultStream.report(e, Catalogue.of(language), surroundings.err());
    } catch (RuntimeException | Error e) {
      return internalError(e, Catalogue.of(language), debug);
    }
  }

  /** The usual run: the other commands are not built, nor the one above, which its help names. */
  private int analyze(Language language, String... arguments) {
    Optional<PlainWords> plain = PlainWords.of(arguments);
    if (plain.isPresent()) {
      return new AnalyzeCommand(plain.get()).run(surroundings, Catalogue.of(language));
    }
    ParseResult parsed = parser(AnalyzeCommand.spec()).parseArgs(arguments);
    if (parsed.isUsageHelpRequested()) {
      print(usage(root().getSubcommands().get("analyze"), language));
      return ExitStatus.DONE;
    }
    return new AnalyzeCommand(parsed).run(surroundings, Catalogue.of(language));
  }

  private int any(Language language, String... arguments) {
    ParseResult parsed = root().parseArgs(arguments);
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    CommandLine chosen = parsed.commandSpec().commandLine();
    if (parsed.isUsageHelpRequested()) {
      print(usage(chosen, language));
      return ExitStatus.DONE;
    }
    if (parsed.isVersionHelpRequested()) {
      print(Version.facts());
      return ExitStatus.DONE;
    }
    Catalogue catalogue = Catalogue.of(language);
    return switch (parsed.commandSpec().name()) {
      case "analyze" -> new AnalyzeCommand(parsed).run(surroundings, catalogue);
      case "check", "accept" -> new CorpusCommand(parsed, surroundings, catalogue).run();
      case "diff" -> new CorpusDiffCommand(parsed).run(surroundings, catalogue);
      case "decode" -> new DecodeCommand(parsed).run(surroundings, catalogue);
      case "extract" -> new ExtractCommand(parsed).run(surroundings, catalogue);
      case "explain" -> new ExplainCommand(parsed).run(surroundings, catalogue);
      case "completion" -> complete(catalogue, parsed.matchedPositionalValue(0, ""));
      case "man" -> {
        print(
            ManPage.of(root().getCommandSpec(), help(language), Version.number(), Version.date()));
        yield ExitStatus.DONE;
      }
      default -> {
        print(usage(chosen, language));
        yield ExitStatus.USAGE;
      }
    };
  }

  /** Bears the commands; itself it has options only. */
  private static CommandLine root() {
    CommandSpec root = CommandSpec.create().name("shakedown");
    root.usageMessage().synopsisSubcommandLabel("COMMAND");
    root.addOption(Words.flag("-h", "--help").usageHelp(true).build());
    root.addOption(Words.flag("-V", "--version").versionHelp(true).build());
    root.addOption(Words.one("en|ja", "--lang"));
    root.addSubcommand("analyze", AnalyzeCommand.spec());
    root.addSubcommand("corpus", CorpusCommand.spec());
    root.addSubcommand("decode", DecodeCommand.spec());
    root.addSubcommand("extract", ExtractCommand.spec());
    root.addSubcommand("explain", ExplainCommand.spec());
    root.addSubcommand("completion", completion());
    root.addSubcommand("man", man());
    return parser(root);
  }

  /** A file may be called {@code @a.pcap}: words are never replaced by what a file says. */
  private static CommandLine parser(CommandSpec spec) {
    return new CommandLine(spec).setExpandAtFiles(false);
  }

  private static CommandSpec completion() {
    CommandSpec spec = CommandSpec.create().name("completion");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("bash|zsh")
            .arity("1")
            .type(String.class)
            .descriptionKey("SHELL")
            .build());
    spec.addOption(Words.one("en|ja", "--lang"));
    spec.addOption(Words.flag("-h", "--help").usageHelp(true).build());
    return spec;
  }

  /** For whoever packs the program. */
  private static CommandSpec man() {
    CommandSpec spec = CommandSpec.create().name("man");
    spec.usageMessage().hidden(true);
    spec.addOption(Words.one("en|ja", "--lang"));
    spec.addOption(Words.flag("-h", "--help").usageHelp(true).build());
    return spec;
  }

  private int complete(Catalogue catalogue, String shell) {
    new Options(catalogue).oneOf("completion", shell, "bash", "zsh");
    CommandSpec root = root().getCommandSpec();
    print(
        shell.equals("bash")
            ? BashCompletion.of(root, "analyze")
            : ZshCompletion.of(root, "analyze", help(catalogue.language())));
    return ExitStatus.DONE;
  }

  /** {@code shakedown FILE} is {@code shakedown analyze FILE}. */
  private static String[] withDefault(String... arguments) {
    boolean ofRoot =
        arguments.length == 0
            || COMMANDS.contains(arguments[0])
            || List.of("-h", "--help", "-V", "--version").contains(arguments[0]);
    boolean langFirst =
        arguments.length > 1 && arguments[0].equals("--lang")
            || arguments.length > 0 && arguments[0].startsWith("--lang=");
    if (ofRoot || langFirst && Arrays.stream(arguments).skip(1).anyMatch(Main::isOfRoot)) {
      return arguments;
    }
    String[] all = new String[arguments.length + 1];
    all[0] = "analyze";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return all;
  }

  private static boolean isOfRoot(String argument) {
    return COMMANDS.contains(argument) || argument.equals("--help") || argument.equals("-h");
  }

  /** The language asked for; looked up before all else, because messages need it. */
  private Language language(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      String value =
          arguments[i].startsWith("--lang=")
              ? arguments[i].substring("--lang=".length())
              : arguments[i].equals("--lang") && i + 1 < arguments.length ? arguments[i + 1] : "";
      for (Language language : Language.values()) {
        if (language.id().equals(value)) {
          return language;
        }
      }
    }
    return Language.of(surroundings.locale());
  }

  private static ResourceBundle help(Language language) {
    return ResourceBundle.getBundle(
        "dev.shakedown.cli.help",
        language == Language.JAPANESE ? Locale.JAPANESE : Locale.ROOT,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private String usage(CommandLine command, Language language) {
    command.setResourceBundle(help(language));
    command.setUsageHelpWidth(
        surroundings.columns() > 0 ? Math.max(60, Math.min(120, surroundings.columns())) : 100);
    boolean colour = surroundings.outIsTerminal() && !surroundings.noColour();
    return command.getUsageMessage(colour ? Ansi.ON : Ansi.OFF);
  }

  private void print(String text) {
    try (ResultStream out = new ResultStream(surroundings.out(), "-")) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private int internalError(Throwable e, Catalogue catalogue, boolean debug) {
    surroundings
        .err()
        .println(
            "shakedown: "
                + catalogue.text("cli.internal-error", java.util.Map.of("file", "-", "reason", e)));
    if (debug) {
      printTrace(e);
    }
    return ExitStatus.UNREADABLE;
  }

  private void printTrace(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    surroundings.err().print(trace);
  }
}
