package dev.shakedown.dump;

import dev.shakedown.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes in a program: an array of numbers, or strings with escapes. */
final class CArray {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("\\b0[xX]([0-9a-fA-F]{1,2})[uU]?\\b");
  private static final Pattern STRING = Pattern.compile("(\"|')((?:\\\\.|(?!\\1)[^\\\\])*+)\\1");

  private CArray() {}

  static Bytes read(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (text.contains("\\x")) {
      Matcher string = STRING.matcher(text);
      boolean quoted = false;
      while (string.find()) {
        quoted = true;
        unescape(string.group(2), bytes);
      }
      if (!quoted) {
        unescape(text.strip(), bytes);
      }
    } else {
      Matcher number = NUMBER.matcher(COMMENT.matcher(text).replaceAll(" "));
      while (number.find()) {
        bytes.write(Integer.parseInt(number.group(1), 16));
      }
    }
    return Bytes.copyOf(bytes.toByteArray());
  }

  private static void unescape(String text, ByteArrayOutputStream bytes) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length()) {
        bytes.write(c);
        continue;
      }
      char escaped = text.charAt(at++);
      switch (escaped) {
        case 'n' -> bytes.write('\n');
        case 'r' -> bytes.write('\r');
        case 't' -> bytes.write('\t');
        case 'a' -> bytes.write(7);
        case 'b' -> bytes.write(8);
        case 'v' -> bytes.write(11);
        case 'f' -> bytes.write(12);
        case '\n' -> {} // the line goes on
        case 'x' -> at = number(text, at, 16, 2, bytes);
        case '0', '1', '2', '3', '4', '5', '6', '7' -> at = number(text, at - 1, 8, 3, bytes);
        default -> bytes.write(escaped);
      }
    }
  }

  private static int number(String text, int from, int radix, int most, ByteArrayOutputStream out) {
    int value = 0;
    int at = from;
    while (at < text.length() && at < from + most && Character.digit(text.charAt(at), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(at), radix);
      at++;
    }
    out.write(value);
    return at;
  }
}
