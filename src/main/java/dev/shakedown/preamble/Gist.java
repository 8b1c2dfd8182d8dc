package dev.shakedown.preamble;

import dev.shakedown.bytes.Characters;

/** Short descriptions of messages that never hold a credential or a control character. */
final class Gist {
  /** What stands for words that are not shown. */
  static final String HIDDEN = "…";

  private static final int MAX = 200;

  private Gist() {}

  /** A line without its end, cut to 200 characters, with dots for what cannot be printed. */
  static String of(String line) {
    String stripped = line.strip();
    StringBuilder gist = new StringBuilder(Math.min(stripped.length(), MAX));
    int end = Math.min(stripped.length(), MAX);
    for (int i = 0; i < end; i++) {
      char c = stripped.charAt(i);
      gist.append(Characters.isVisible(c) ? c : '.'); // a cut never leaves half a surrogate pair
    }
    return gist.toString();
  }

  /** The first line of {@code length} bytes if they begin as text, else their first 16 bytes. */
  static String ofBytes(Pending in, int length) {
    int line = 0;
    while (line < length && line < MAX && in.at(line) != '\n' && in.at(line) != '\r') {
      int c = in.at(line);
      if (c < ' ' && c != '\t' || c == 0x7f) {
        return hex(in, length);
      }
      line++;
    }
    String text = in.text(0, line);
    return text.indexOf('\ufffd') >= 0 ? hex(in, length) : of(hideCredential(text));
  }

  private static String hex(Pending in, int length) {
    StringBuilder gist = new StringBuilder("binary");
    for (int i = 0; i < Math.min(length, 16); i++) {
      gist.append(i == 0 ? ": " : " ").append("%02x".formatted(in.at(i)));
    }
    return gist.append(length > 16 ? " " + HIDDEN : "").toString();
  }

  /** A line of which only the first word is kept if it is one that a credential follows. */
  private static String hideCredential(String line) {
    int space = line.indexOf(' ');
    if (space < 0) {
      return line;
    }
    String verb = line.substring(0, space);
    return switch (Ascii.upper(verb)) {
      case "AUTH", "PASS", "USER", "LOGIN", "AUTHENTICATE", "PASSWORD", "HELLO" ->
          verb + " " + HIDDEN;
      default -> line;
    };
  }

  /** A command's first word, and a sign that something followed it. */
  static String verbOnly(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? of(line) : of(line.substring(0, space)) + " " + HIDDEN;
  }
}
