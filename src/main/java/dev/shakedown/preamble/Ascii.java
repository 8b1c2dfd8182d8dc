package dev.shakedown.preamble;

import java.util.Locale;

/** Words of text protocols, which compare without regard to case. */
final class Ascii {
  private Ascii() {}

  static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  /** The word at {@code index} (from 0) of a line, in upper case; empty if there are fewer. */
  static String word(String line, int index) {
    return upper(wordAsIs(line, index));
  }

  /** The word at {@code index} (from 0) of a line; empty if there are fewer. */
  static String wordAsIs(String line, int index) {
    int start = 0;
    for (int i = 0; ; i++) {
      int end = line.indexOf(' ', start);
      if (i == index) {
        return end < 0 ? line.substring(start) : line.substring(start, end);
      }
      if (end < 0) {
        return "";
      }
      start = end + 1;
    }
  }

  /** Whether a text holds a word in upper case, in whatever case. */
  static boolean mentions(String text, String upperWord) {
    return upper(text).contains(upperWord);
  }

  /** The number at the start of a line of exactly three digits and then none; -1 otherwise. */
  static int code(String line) {
    if (line.length() < 3 || line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-') {
      return -1;
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      char c = line.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      code = code * 10 + c - '0';
    }
    return code;
  }
}
