package dev.shakedown.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a decoder found wrong, in the words of the report. Decoders name the field of the
 * specification and say the rest in a few fixed phrases; one that is not known here stays as it is.
 */
public final class Problems {
  private record Phrase(String key, Pattern pattern, List<String> places) {
    static Phrase of(String key, String regex, String... places) {
      return new Phrase("problem." + key, Pattern.compile(regex), List.of(places));
    }
  }

  private static final List<Phrase> PHRASES =
      List.of(
          Phrase.of(
              "needs",
              "(.+): needs (\\d+) bytes at (\\d+), has (\\d+)",
              "field",
              "needed",
              "at",
              "present"),
          Phrase.of("left-over", "(.+): (\\d+) bytes left over at (\\d+)", "field", "left", "at"),
          Phrase.of("no-content-type", "type: (\\d+) is no ContentType", "value"),
          Phrase.of("exceeds", "(.+): (\\d+) exceeds (\\d+)", "field", "value", "limit"),
          Phrase.of(
              "other-length", "(.+): (\\d+) is not the length of the content", "field", "value"),
          Phrase.of("too-long", "(.+): (\\d+) is longer than limit", "field", "value"),
          Phrase.of("odd-digits", "hex: odd number of digits \\((\\d+)\\)", "count"),
          Phrase.of("no-digit", "hex: no digit at (\\d+)", "at"),
          Phrase.of("no-base64", "base64: not well-formed"),
          Phrase.of("no-end-line", "pem: no END line behind (\\d+)", "at"));

  private final Catalogue catalogue;

  public Problems(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The problem in this language. */
  public String text(String problem) {
    for (Phrase phrase : PHRASES) {
      Matcher matcher = phrase.pattern().matcher(problem);
      if (matcher.matches()) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < phrase.places().size(); i++) {
          arguments.put(phrase.places().get(i), matcher.group(i + 1));
        }
        return catalogue.text(phrase.key(), arguments);
      }
    }
    return problem;
  }
}
