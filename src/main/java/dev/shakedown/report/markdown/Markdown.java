package dev.shakedown.report.markdown;

import dev.shakedown.report.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as Markdown that renders as that text (CommonMark 0.31, GitHub's extensions). What is
 * harmless where it stands is not escaped, so that the source stays readable.
 */
public final class Markdown {
  /**
   * In words that ticket systems make links, mentions, references or pictures of; no backslash
   * hinders them, a code span does.
   */
  private static final Pattern MARK =
      Pattern.compile("(?=(@|://|(?i:www\\.)|#\\d|(?i:\\bgh-\\d)|:[\\w+-]+:))");

  /** Behind a word, but not of it. */
  private static final String PUNCTUATION = ",.;:)、。";

  private static final String SPACE = " \t\n\u000b\f\r";

  /** What begins a block at the start of a line: heading, quote, list, underline of a heading. */
  private static final Pattern BLOCK =
      Pattern.compile("^(\\s*)(?:([#>=+~-])|(\\d{1,9})([.)])(?=\\s|$))");

  private Markdown() {}

  /** A text within a line. */
  public static String text(String text) {
    String visible = Printable.of(text).strip();
    StringBuilder markdown = new StringBuilder(visible.length() + 16);
    Matcher mark = MARK.matcher(visible);
    int done = 0;
    boolean found = mark.find();
    while (found) {
      int start = mark.start();
      while (start > done && !isSpace(visible, start - 1)) {
        start--;
      }
      int endOfWord = mark.start();
      while (endOfWord < visible.length() && !isSpace(visible, endOfWord)) {
        endOfWord++;
      }
      int end = mark.end(1);
      while ((found = mark.find()) && mark.start() < endOfWord) {
        end = Math.max(end, mark.end(1));
      }
      end = Math.max(end, withoutPunctuation(visible, end, endOfWord));
      escape(visible, done, start, markdown);
      markdown.append(code(visible.substring(start, end)));
      done = end;
    }
    escape(visible, done, visible.length(), markdown);
    return markdown.toString();
  }

  private static boolean isSpace(String text, int at) {
    return SPACE.indexOf(text.charAt(at)) >= 0;
  }

  private static int withoutPunctuation(String text, int start, int end) {
    int shorter = end;
    while (shorter > start && PUNCTUATION.indexOf(text.charAt(shorter - 1)) >= 0) {
      shorter--;
    }
    return shorter;
  }

  /** A text that begins a line. */
  static String line(String text) {
    String markdown = text(text);
    Matcher block = BLOCK.matcher(markdown);
    if (!block.find()) {
      return markdown;
    }
    int at = block.group(2) != null ? block.start(2) : block.start(4);
    return markdown.substring(0, at) + "\\" + markdown.substring(at);
  }

  private static void escape(String text, int start, int end, StringBuilder markdown) {
    for (int i = start; i < end; i++) {
      if (isSpecial(text, i)) {
        markdown.append('\\');
      }
      markdown.append(text.charAt(i));
    }
  }

  private static boolean isSpecial(String text, int at) {
    return switch (text.charAt(at)) {
      case '\\', '`', '*', '[', ']', '<', '~', '$', '|' -> true;
      // a character reference
      case '&' -> at + 1 < text.length() && isWord(text.charAt(at + 1)) || isBefore(text, at, '#');
      // emphasis, unless within a word
      case '_' ->
          at == 0
              || at + 1 == text.length()
              || !isWord(text.charAt(at - 1))
              || !isWord(text.charAt(at + 1));
      default -> false;
    };
  }

  private static boolean isBefore(String text, int at, char next) {
    return at + 1 < text.length() && text.charAt(at + 1) == next;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c);
  }

  /** A text in a code span. */
  public static String code(String text) {
    String visible = Printable.of(text);
    String ticks = "`".repeat(longestRunOfTicks(visible) + 1);
    boolean padded = visible.startsWith("`") || visible.endsWith("`");
    return padded ? ticks + " " + visible + " " + ticks : ticks + visible + ticks;
  }

  /** Lines that are printable already, in a fence longer than any run of backticks within. */
  static String fence(String lines) {
    String ticks = "`".repeat(Math.max(3, longestRunOfTicks(lines) + 1));
    return ticks + "text\n" + lines + (lines.endsWith("\n") ? "" : "\n") + ticks + "\n";
  }

  private static int longestRunOfTicks(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
