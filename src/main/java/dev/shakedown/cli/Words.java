package dev.shakedown.cli;

import picocli.CommandLine.Model.OptionSpec;

/** The kinds of options the commands have. */
final class Words {
  private Words() {}

  /** An option with a value, given once. */
  static OptionSpec one(String label, String... names) {
    return OptionSpec.builder(names).paramLabel(label).type(String.class).build();
  }

  /** An option with a value that may be repeated; {@code collection} holds the values. */
  static OptionSpec.Builder many(
      Class<?> collection, Class<?> element, String label, String... names) {
    return OptionSpec.builder(names).paramLabel(label).type(collection).auxiliaryTypes(element);
  }

  /** An option without a value. */
  static OptionSpec.Builder flag(String... names) {
    return OptionSpec.builder(names).type(boolean.class);
  }
}
