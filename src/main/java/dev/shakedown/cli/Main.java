package dev.shakedown.cli;

import dev.shakedown.report.Catalogue;
import dev.shakedown.report.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The command {@code shakedown}. */
public final class Main {
  private static final List<String> COMMANDS = List.of("analyze", "explain");

  /** Bears the commands; itself it has options only. */
  @Command(
      name = "shakedown",
      subcommands = {AnalyzeCommand.class, ExplainCommand.class},
      synopsisSubcommandLabel = "COMMAND",
      mixinStandardHelpOptions = false)
  static final class Root {
    @CommandLine.Option(
        names = {"-h", "--help"},
        usageHelp = true)
    @SuppressWarnings("unused") // looked at before the commands
    private boolean help;

    @CommandLine.Option(
        names = {"-V", "--version"},
        versionHelp = true)
    @SuppressWarnings("unused") // looked at before the commands
    private boolean version;

    @CommandLine.Option(names = "--lang", paramLabel = "en|ja")
    @SuppressWarnings("unused") // looked at before the commands
    private String language;
  }

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
    CommandLine commands = new CommandLine(new Root());
    try {
      return run(commands, language, withDefault(arguments));
    } catch (ParameterException e) {
      surroundings.err().println("shakedown: " + e.getMessage());
      return ExitStatus.USAGE;
    } catch (UsageException e) {
      surroundings.err().println("shakedown: " + e.getMessage());
      return ExitStatus.USAGE;
    } catch (ResultStream.Failure e) {
      return ResultStream.report(e, Catalogue.of(language), surroundings.err());
    } catch (RuntimeException | Error e) {
      return internalError(e, Catalogue.of(language), debug);
    }
  }

  private int run(CommandLine commands, Language language, String... arguments) {
    CommandLine.ParseResult parsed = commands.parseArgs(arguments);
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    CommandLine chosen = parsed.commandSpec().commandLine();
    if (parsed.isUsageHelpRequested()) {
      print(usage(chosen, language));
      return ExitStatus.DONE;
    }
    if (parsed.isVersionHelpRequested()) {
      print("shakedown " + version() + "\n");
      return ExitStatus.DONE;
    }
    Object command = chosen.getCommand();
    Catalogue catalogue = Catalogue.of(language);
    if (command instanceof AnalyzeCommand analyze) {
      return analyze.run(surroundings, catalogue, version());
    }
    if (command instanceof ExplainCommand explain) {
      return explain.run(surroundings, catalogue);
    }
    print(usage(chosen, language));
    return ExitStatus.USAGE;
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

  private String usage(CommandLine command, Language language) {
    command.setResourceBundle(
        ResourceBundle.getBundle(
            "dev.shakedown.cli.help",
            language == Language.JAPANESE ? Locale.JAPANESE : Locale.ROOT,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
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

  /** The version, as the build wrote it down. */
  private static String version() {
    try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
