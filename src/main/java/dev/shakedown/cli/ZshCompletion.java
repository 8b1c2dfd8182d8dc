package dev.shakedown.cli;

import java.util.ResourceBundle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completion for zsh, with the first sentence of each help text. */
final class ZshCompletion {
  private final StringBuilder out = new StringBuilder();
  private final HelpTexts texts;

  private ZshCompletion(HelpTexts texts) {
    this.texts = texts;
  }

  /** The script for a command and those below it. */
  static String of(CommandSpec root, String defaultCommand, ResourceBundle bundle) {
    return new ZshCompletion(new HelpTexts(bundle, root.name())).script(root, defaultCommand);
  }

  private String script(CommandSpec root, String defaultCommand) {
    line("#compdef " + root.name());
    line("# zsh completion for " + root.name() + "; made by " + root.name() + " completion zsh");
    line("_" + root.name() + "() {");
    line("  local command=" + defaultCommand + " first=$words[2]");
    line("  local -a commands=(");
    for (CommandSpec command : Visible.commands(root)) {
      line("    " + quoted(command.name() + ":" + texts.summary(command)));
    }
    line("  )");
    line("  if (( CURRENT == 2 )) && [[ $first != -* ]]; then");
    line("    _alternative 'commands:command:{_describe command commands}' 'files:capture:_files'");
    line("    return");
    line("  fi");
    line("  if [[ -n ${commands[(r)$first:*]} ]]; then");
    line("    command=$first");
    line("    shift words");
    line("    (( CURRENT-- ))");
    line("  fi");
    line("  case $command in");
    for (CommandSpec command : Visible.commands(root)) {
      line("    " + command.name() + ")");
      line("      _arguments -S \\");
      Visible.options(command).forEach(o -> option(command, o));
      for (PositionalParamSpec word : command.positionalParameters()) {
        line(
            "        "
                + quoted("*:" + word.paramLabel() + ":" + action(word.paramLabel()))
                + " \\");
      }
      line("        && return ;;");
    }
    line("  esac");
    line("}");
    line("_" + root.name() + " \"$@\"");
    return out.toString();
  }

  private void option(CommandSpec command, OptionSpec option) {
    boolean repeats = option.isMultiValue();
    String about = "[" + texts.summary(command, option).replaceAll("([\\[\\]:])", "\\\\$1") + "]";
    for (String name : option.names()) {
      String others = repeats ? "*" : "(" + String.join(" ", option.names()) + ")";
      if (option.arity().max() == 0) {
        line("        " + quoted(others + name + about) + " \\");
      } else {
        String label = option.paramLabel();
        String sign = name.startsWith("--") ? "=" : "";
        line(
            "        "
                + quoted(
                    others
                        + name
                        + sign
                        + about
                        + ":"
                        + label.replace(":", "")
                        + ":"
                        + action(label))
                + " \\");
      }
    }
  }

  private static String action(String label) {
    OptionValues values = OptionValues.of(label);
    String words = String.join(" ", values.words());
    return switch (values.kind()) {
      case WORDS -> "(" + words + ")";
      case WORD_LIST -> "_values -s , value " + words;
      case FILES -> "_files";
      case FREE -> "";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
