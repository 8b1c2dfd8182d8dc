package dev.shakedown.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The usual command lines of {@code analyze}, file names and options with one word of text after
 * them, read without picocli: loading it takes longer than to analyze a small capture. Any other
 * command line, every wrong one too, is left to picocli, and what both take means the same.
 */
final class PlainWords implements AnalyzeCommand.Given {
  /** The options that take one text, by each of their names. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "-f", "--format",
          "--format", "--format",
          "-o", "--output",
          "--output", "--output",
          "--show", "--show",
          "--lang", "--lang");

  private final List<String> files = new ArrayList<>();
  private final Map<String, Object> options = new HashMap<>();

  private PlainWords() {}

  /** The words after {@code analyze}; empty where it takes picocli to read them. */
  static Optional<PlainWords> of(String... arguments) {
    PlainWords words = new PlainWords();
    for (int i = 0; i < arguments.length; i++) {
      String option = OPTIONS.get(arguments[i]);
      if (option == null) {
        if (!isPlain(arguments[i])) {
          return Optional.empty();
        }
        words.files.add(arguments[i]);
      } else {
        i++;
        boolean taken =
            i < arguments.length
                && isPlain(arguments[i])
                && words.options.put(option, arguments[i]) == null;
        if (!taken) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(words);
  }

  /** Whether it can only be a value, and no option. */
  private static boolean isPlain(String argument) {
    return !argument.isEmpty() && (argument.charAt(0) != '-' || argument.equals("-"));
  }

  @Override
  public List<String> files() {
    return files;
  }

  @Override
  @SuppressWarnings("unchecked") // the options here are texts, as their default values are
  public <T> T value(String option, T otherwise) {
    return (T) options.getOrDefault(option, otherwise);
  }
}
