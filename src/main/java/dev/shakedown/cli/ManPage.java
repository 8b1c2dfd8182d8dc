package dev.shakedown.cli;

import dev.shakedown.report.text.Wrap;
import java.util.List;
import java.util.ResourceBundle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page, in mdoc(7), from the commands and their help texts. */
final class ManPage {
  /** Columns of a line of source; style asks for less than 80, and escapes take a few. */
  private static final int SOURCE_WIDTH = 70;

  private final StringBuilder out = new StringBuilder();
  private final HelpTexts texts;

  private ManPage(HelpTexts texts) {
    this.texts = texts;
  }

  /**
   * The page of a command and those below it.
   *
   * @param date as mdoc writes it: {@code January 2, 2026}
   */
  static String of(CommandSpec root, ResourceBundle bundle, String version, String date) {
    ManPage page = new ManPage(new HelpTexts(bundle, root.name()));
    page.head(root, version, date);
    Visible.commands(root).forEach(c -> page.command(root, c));
    page.tail(root);
    return page.out.toString();
  }

  private void head(CommandSpec root, String version, String date) {
    line(".\\\" made by " + root.name() + " man from its commands");
    line(".Dd " + date);
    line(".Dt " + root.name().toUpperCase(java.util.Locale.ROOT) + " 1");
    line(".Os " + root.name() + " " + version);
    line(".Sh NAME");
    line(".Nm " + root.name());
    line(".Nd " + plain(texts.of("man.name")));
    line(".Sh SYNOPSIS");
    for (CommandSpec command : Visible.commands(root)) {
      line(".Nm " + root.name());
      line(".Cm " + command.name());
      line(".Op Ar OPTION ...");
      for (PositionalParamSpec word : command.positionalParameters()) {
        line(".Op Ar " + word.paramLabel() + (word.arity().max() > 1 ? " ..." : ""));
      }
    }
    line(".Sh DESCRIPTION");
    paragraph(texts.of("usage.header"));
    line(".Pp");
    paragraph(texts.of("usage.footer"));
    line(".Pp");
    paragraph(texts.of("man.description"));
  }

  private void command(CommandSpec root, CommandSpec command) {
    line(".Ss " + root.name() + " " + command.name());
    paragraph(texts.summary(command));
    line(".Bl -tag -width Ds");
    for (PositionalParamSpec word : command.positionalParameters()) {
      line(".It Ar " + word.paramLabel());
      paragraph(texts.of(command.name() + "." + word.descriptionKey()));
    }
    for (OptionSpec option : Visible.options(command)) {
      line(".It " + names(option));
      paragraph(texts.of(command, option));
    }
    line(".El");
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(names.isEmpty() ? "Fl " : " , Fl ");
      names.append(name.substring(1).replace("-", "\\-"));
    }
    if (option.arity().max() > 0) {
      names.append(" Ar ").append(option.paramLabel().replace("|", "\\&|\\&"));
    }
    return names.toString();
  }

  private void tail(CommandSpec root) {
    section(
        "ENVIRONMENT", List.of("COLUMNS", "NO_COLOR", "TERM", "LANG", "JAVA_HOME", "JAVA_OPTS"));
    line(".Sh EXIT STATUS");
    paragraph(texts.of("analyze.usage.footer"));
    line(".Sh EXAMPLES");
    for (String example : List.of("failures", "all", "json", "explain")) {
      paragraph(texts.of("man.example." + example + ".about"));
      line(".Pp");
      line(".Dl " + root.name() + " " + plain(texts.of("man.example." + example)));
      line(".Pp");
    }
    out.setLength(out.length() - ".Pp\n".length());
    line(".Sh SEE ALSO");
    line(".Xr tcpdump 1 ,");
    line(".Xr tshark 1");
  }

  private void section(String title, List<String> entries) {
    line(".Sh " + title);
    line(".Bl -tag -width Ds");
    for (String entry : entries) {
      line(".It Ev " + entry);
      paragraph(texts.of("man.environment." + entry));
    }
    line(".El");
  }

  /** A paragraph, each sentence on a line of its own as mdoc wants it. */
  private void paragraph(String text) {
    for (String sentence : text.split("(?<=\\.) +|(?<=。)", -1)) {
      for (String part : Wrap.lines(sentence, SOURCE_WIDTH)) {
        line(plain(part));
      }
    }
  }

  /** Text that roff takes for nothing but text. */
  private static String plain(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
