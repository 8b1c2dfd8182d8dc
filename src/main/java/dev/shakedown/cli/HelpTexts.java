package dev.shakedown.cli;

import java.util.ResourceBundle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help texts of the commands, whole or in one sentence. */
final class HelpTexts {
  private final ResourceBundle bundle;
  private final String root;

  HelpTexts(ResourceBundle bundle, String root) {
    this.bundle = bundle;
    this.root = root;
  }

  String of(String key) {
    return bundle.getString(root + "." + key);
  }

  /** An option's text; keyed by its longest name. */
  String of(CommandSpec command, OptionSpec option) {
    return of(command.name() + "." + option.longestName().replaceFirst("^-+", ""));
  }

  /** What a command does. */
  String summary(CommandSpec command) {
    return of(command.name() + ".usage.header");
  }

  /** The first sentence about an option, without its full stop. */
  String summary(CommandSpec command, OptionSpec option) {
    return of(command, option)
        .replaceFirst("(?s)[.。](\\s.*|[^.]*)?$", "")
        .replaceFirst("(?s)\\. .*", "");
  }
}
