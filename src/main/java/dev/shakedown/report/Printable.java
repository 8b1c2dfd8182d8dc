package dev.shakedown.report;

import dev.shakedown.bytes.Characters;

/**
 * Text from a capture is an attacker's: this makes everything visible that would move a cursor,
 * change a colour or turn the reading direction.
 */
public final class Printable {
  private Printable() {}

  /** The text with every invisible or controlling character as an escape such as {@code \x1b}. */
  public static String of(String text) {
    return isHarmless(text) ? text : escape(text);
  }

  /** Whether a quick look finds nothing to make visible; false is no proof that there is. */
  public static boolean isHarmless(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!harmless(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a UTF-16 unit needs no closer look. */
  private static boolean harmless(char c) {
    return c >= 0x20 && c < 0x7f
        || c >= 0xa1 && c < 0x300 && c != 0xad
        || c >= 0x3000 && c < 0xd7a4;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    if (Characters.isVisible(c)) {
      escaped.appendCodePoint(c);
    } else if (c < 0x100) {
      escaped
          .append("\\x")
          .append(Character.forDigit(c >> 4, 16))
          .append(Character.forDigit(c & 15, 16));
    } else {
      escaped.append("\\u{").append(Integer.toHexString(c)).append('}');
    }
  }
}
