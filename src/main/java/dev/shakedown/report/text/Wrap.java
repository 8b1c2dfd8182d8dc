package dev.shakedown.report.text;

import dev.shakedown.report.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines by display width: at spaces, between Japanese characters (but not before
 * closing punctuation), and within a word only if it is longer than a line.
 */
public final class Wrap {
  /** Characters that must not begin a line (JIS X 4051). */
  private static final String NOT_FIRST =
      "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ),.;:!?]}";

  /** Characters that must not end a line. */
  private static final String NOT_LAST = "‘“（〔［｛〈《「『【([{";

  private Wrap() {}

  /** The lines, each at most {@code width} columns; one empty line for an empty text. */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (DisplayWidth.of(rest) > width) {
      int end = breakAt(rest, Math.max(2, width));
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** Columns of the widest part that cannot be broken. */
  static int widestWord(String text) {
    int widest = 0;
    int word = 0;
    int before = ' ';
    for (int i = 0; i < text.length(); i += Character.charCount(before)) {
      int c = text.codePointAt(i);
      word =
          c == ' '
              ? 0
              : mayBreakBetween(before, c) ? DisplayWidth.of(c) : word + DisplayWidth.of(c);
      widest = Math.max(widest, word);
      before = c;
    }
    return widest;
  }

  /** The index before which to break so that what precedes fits. */
  private static int breakAt(String text, int width) {
    int used = 0;
    int fits = 0;
    int best = 0;
    while (fits < text.length()) {
      int c = text.codePointAt(fits);
      int next = fits + Character.charCount(c);
      if (c == ' ') {
        best = fits;
      } else if (fits > 0 && mayBreakBetween(text.codePointBefore(fits), c)) {
        best = fits;
      }
      used += DisplayWidth.of(c);
      if (used > width) {
        break;
      }
      fits = next;
    }
    return best > 0 ? best : Math.max(fits, Character.charCount(text.codePointAt(0)));
  }

  private static boolean mayBreakBetween(int before, int after) {
    boolean wide = DisplayWidth.of(before) == 2 || DisplayWidth.of(after) == 2;
    return wide && before != ' ' && NOT_FIRST.indexOf(after) < 0 && NOT_LAST.indexOf(before) < 0;
  }
}
