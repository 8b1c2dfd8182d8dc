package dev.shakedown.cli;

import dev.shakedown.diagnosis.Codes;
import dev.shakedown.diagnosis.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What may stand for an option or a parameter, read off its label: {@code text|json}, FILE, N. */
record OptionValues(Kind kind, List<String> words) {
  /** Whether words can be offered, files, or nothing. */
  enum Kind {
    WORDS,
    /** Words with commas between. */
    WORD_LIST,
    FILES,
    FREE
  }

  private static final Set<String> FILES = Set.of("FILE", "PATH", "PEM", "DIR", "OUT.pcapng");

  static OptionValues of(String label) {
    if (label.equals("OUTCOME|CODE")) {
      List<String> words =
          Arrays.stream(Outcome.values()).map(Outcome::id).collect(Collectors.toList());
      words.addAll(codes());
      return new OptionValues(Kind.WORD_LIST, words);
    }
    if (label.equals("CODE")) {
      return new OptionValues(Kind.WORDS, codes());
    }
    if (label.matches("[a-z0-9-]+(\\|[a-z0-9-]+)+")) {
      return new OptionValues(Kind.WORDS, List.of(label.split("\\|", -1)));
    }
    return new OptionValues(FILES.contains(label) ? Kind.FILES : Kind.FREE, List.of());
  }

  private static List<String> codes() {
    List<String> codes = new ArrayList<>(Codes.ALL);
    codes.sort(null);
    return codes;
  }
}
