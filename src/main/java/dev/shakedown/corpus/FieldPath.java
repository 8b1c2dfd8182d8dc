package dev.shakedown.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value stands in JSON: {@code clientHello.cipherSuites[0].name}; {@code [*]} stands for
 * every element of a list. {@code code} is short for {@code findings[0].code}.
 */
final class FieldPath {
  /** The field that the first finding's code has in expectations. */
  static final String CODE = "code";

  private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,99}";
  private static final String INDEX = "\\[(?:\\d{1,6}|\\*)]";
  private static final Pattern PATH =
      Pattern.compile(
          NAME + "(?:" + INDEX + "){0,9}(?:\\." + NAME + "(?:" + INDEX + "){0,9}){0,29}");
  private static final Pattern STEP = Pattern.compile(NAME + "|" + INDEX);
  private static final int ALL = -1;

  private final List<Object> steps;

  private FieldPath(List<Object> steps) {
    this.steps = steps;
  }

  /** Reads a path; empty if it is none. */
  static Optional<FieldPath> parse(String text) {
    String path = text.equals(CODE) ? "findings[0].code" : text;
    if (!PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    List<Object> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      String word = step.group();
      if (word.charAt(0) != '[') {
        steps.add(word);
      } else {
        String index = word.substring(1, word.length() - 1);
        steps.add(index.equals("*") ? ALL : Integer.parseInt(index));
      }
    }
    return Optional.of(new FieldPath(List.copyOf(steps)));
  }

  /** The values there; none where it is absent, several only by {@code [*]}. */
  List<Object> of(Object tree) {
    List<Object> values = new ArrayList<>();
    collect(tree, 0, values);
    return values;
  }

  private void collect(Object tree, int depth, List<Object> values) {
    if (tree == null) {
      return;
    }
    if (depth == steps.size()) {
      values.add(tree);
    } else if (steps.get(depth) instanceof String name) {
      if (tree instanceof Map<?, ?> map) {
        collect(map.get(name), depth + 1, values);
      }
    } else if (tree instanceof List<?> list) {
      int index = (Integer) steps.get(depth);
      if (index == ALL) {
        list.forEach(e -> collect(e, depth + 1, values));
      } else if (index < list.size()) {
        collect(list.get(index), depth + 1, values);
      }
    }
  }
}
