package dev.shakedown.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completion for bash, from 3.2 on: commands, options, their values, and files. */
final class BashCompletion {
  private final StringBuilder out = new StringBuilder();

  /** The script for a command and those below it. */
  static String of(CommandSpec root, String defaultCommand) {
    return new BashCompletion().script(root, defaultCommand);
  }

  private String script(CommandSpec root, String defaultCommand) {
    List<String> commands = Visible.commands(root).stream().map(CommandSpec::name).toList();
    line("# bash completion for " + root.name() + "; made by " + root.name() + " completion bash");
    line("_" + root.name() + "() {");
    line("  local IFS=$' \\t\\n' cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}");
    line("  local command=" + defaultCommand + " head= words=");
    line("  COMPREPLY=()");
    line("  # --option=value is three words");
    line("  [ \"$cur\" = = ] && cur=");
    line("  [ \"$prev\" = = ] && prev=${COMP_WORDS[COMP_CWORD-2]}");
    line("  if [ \"$COMP_CWORD\" -gt 1 ]; then");
    line("    case ${COMP_WORDS[1]} in");
    line("      " + String.join("|", commands) + ") command=${COMP_WORDS[1]} ;;");
    line("    esac");
    line("  fi");
    line("  case \"$command $prev\" in");
    for (CommandSpec command : Visible.commands(root)) {
      for (OptionSpec option : Visible.options(command)) {
        value(command, option);
      }
    }
    line("  esac");
    line("  case $cur in");
    line("    -*)");
    line("      case $command in");
    for (CommandSpec command : Visible.commands(root)) {
      List<String> names =
          Visible.options(command).stream().flatMap(o -> List.of(o.names()).stream()).toList();
      line("        " + command.name() + ") words='" + String.join(" ", names) + "' ;;");
    }
    line("      esac ;;");
    line("    *)");
    line("      if [ \"$COMP_CWORD\" = 1 ]; then");
    line("        words='" + String.join(" ", commands) + "'");
    line("      else");
    line("        case $command in");
    for (CommandSpec command : Visible.commands(root)) {
      for (PositionalParamSpec word : command.positionalParameters()) {
        OptionValues values = OptionValues.of(word.paramLabel());
        if (values.kind() == OptionValues.Kind.WORDS) {
          line(
              "          "
                  + command.name()
                  + ") words='"
                  + String.join(" ", values.words())
                  + "' ;;");
        }
      }
    }
    line("        esac");
    line("      fi ;;");
    line("  esac");
    line("  # where nothing is offered, bash completes files");
    line("  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))");
    line("}");
    line("complete -o bashdefault -o default -F _" + root.name() + " " + root.name());
    return out.toString();
  }

  private void value(CommandSpec command, OptionSpec option) {
    if (option.arity().max() == 0) {
      return;
    }
    StringBuilder patterns = new StringBuilder();
    for (String name : option.names()) {
      patterns.append(patterns.isEmpty() ? "" : "|");
      patterns.append('"').append(command.name()).append(' ').append(name).append('"');
    }
    OptionValues values = OptionValues.of(option.paramLabel());
    String words = String.join(" ", values.words());
    line("    " + patterns + ")");
    switch (values.kind()) {
      case WORDS -> line("      COMPREPLY=($(compgen -W '" + words + "' -- \"$cur\"))");
      case WORD_LIST -> {
        line("      case $cur in *,*) head=${cur%,*}, cur=${cur##*,} ;; esac");
        line("      COMPREPLY=($(compgen -P \"$head\" -W '" + words + "' -- \"$cur\"))");
      }
      case FILES -> {}
      case FREE -> line("      compopt +o bashdefault +o default 2>/dev/null");
    }
    line("      return ;;");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
