package dev.shakedown.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * What a field may be: answers separated by {@code |}, the best first. An answer is a bare text,
 * JSON (a string in quotes, a list, an object), {@code *} for anything, or {@code absent}; {@code
 * not} before them means none of them.
 *
 * @param negated whether it must be none of them
 * @param accepted at least one
 * @param text as written
 */
record Answers(boolean negated, List<Answer> accepted, String text) {
  /** One of them. */
  sealed interface Answer {}

  private record Anything() implements Answer {}

  private record Absent() implements Answer {}

  /** A text written bare stands for a number or flag too. */
  private record Value(Object tree, boolean bare) implements Answer {}

  /** More than anybody means; each is read from the front of what is left of the line. */
  private static final int MAX_ANSWERS = 100;

  private static final Pattern BARE = Pattern.compile("[^\\s\"\\[{|][^|]*");

  /**
   * Reads answers.
   *
   * @param field {@code code} may be {@code none}
   * @return empty if they are not well-formed
   */
  static Optional<Answers> parse(String field, String text) {
    boolean negated = text.startsWith("not ");
    String rest = (negated ? text.substring(4) : text).strip();
    List<Answer> answers = new ArrayList<>();
    while (true) {
      int end;
      if (rest.startsWith("\"") || rest.startsWith("[") || rest.startsWith("{")) {
        try {
          JsonTree.Prefix json = JsonTree.prefix(rest);
          answers.add(new Value(json.value(), false));
          end = json.end();
        } catch (JacksonException e) {
          return Optional.empty();
        }
      } else {
        end = rest.indexOf('|') < 0 ? rest.length() : rest.indexOf('|');
        String word = rest.substring(0, end).strip();
        if (word.isEmpty()) {
          return Optional.empty();
        }
        answers.add(answer(field, word));
      }
      rest = rest.substring(end).strip();
      if (rest.isEmpty()) {
        return Optional.of(new Answers(negated, List.copyOf(answers), text));
      }
      if (rest.charAt(0) != '|' || answers.size() == MAX_ANSWERS) {
        return Optional.empty();
      }
      rest = rest.substring(1).strip();
    }
  }

  private static Answer answer(String field, String word) {
    if (word.equals("*")) {
      return new Anything();
    }
    boolean absent = word.equals("absent") || field.equals(FieldPath.CODE) && word.equals("none");
    return absent ? new Absent() : new Value(word, true);
  }

  /** Whether a field of these values is as it should be; no value is an absent field. */
  boolean hold(List<Object> values) {
    return negated != accepted.stream().anyMatch(a -> fits(a, values));
  }

  private static boolean fits(Answer answer, List<Object> values) {
    if (answer instanceof Absent) {
      return values.isEmpty();
    }
    return answer instanceof Anything
        || answer instanceof Value value && values.stream().anyMatch(v -> same(value, v));
  }

  private static boolean same(Value expected, Object value) {
    return expected.tree().equals(value)
        || expected.bare()
            && value instanceof JsonTree.Literal literal
            && literal.text().equals(expected.tree());
  }

  /** The best answer as text; empty where anything is right or nothing is said to be. */
  Optional<String> best(String field) {
    if (negated) {
      return Optional.empty();
    }
    Answer first = accepted.get(0);
    return first instanceof Value value
        ? Optional.of(String.valueOf(value.tree()))
        : first instanceof Absent ? Optional.of(print(field, List.of())) : Optional.empty();
  }

  /** Values as answers are written. */
  static String print(String field, List<Object> values) {
    if (values.isEmpty()) {
      return field.equals(FieldPath.CODE) ? "none" : "absent";
    }
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(print(field, value));
    }
    return String.join(" | ", texts);
  }

  private static String print(String field, Object value) {
    boolean bare =
        value instanceof String text
            && BARE.matcher(text).matches()
            && text.equals(text.strip())
            && !text.startsWith("not ")
            && text.chars().noneMatch(Character::isISOControl)
            && parse(field, text).map(a -> a.accepted().get(0) instanceof Value).orElse(false);
    return bare ? value.toString() : JsonTree.print(value);
  }
}
