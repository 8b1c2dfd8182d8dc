package dev.shakedown.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * All that the command takes from the process it runs in.
 *
 * @param in standard input
 * @param out standard output, unbuffered
 * @param err standard error
 * @param locale the user's
 * @param outIsTerminal whether standard output is a terminal
 * @param errIsTerminal whether standard error is a terminal
 * @param columns the terminal's width; 0 where unknown
 * @param noColour whether the user wants no colours (NO_COLOR), or the terminal has none
 *     (TERM=dumb)
 */
record Surroundings(
    InputStream in,
    OutputStream out,
    PrintStream err,
    Locale locale,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int columns,
    boolean noColour) {

  /**
   * Those of this process. Which streams are terminals, and how wide, is told by the launcher in
   * the system properties {@code shakedown.terminal} (out, err or both) and {@code
   * shakedown.columns}.
   */
  static Surroundings ofProcess() {
    String terminal = System.getProperty("shakedown.terminal", "");
    String noColour = System.getenv("NO_COLOR");
    String columns = System.getenv("COLUMNS");
    return new Surroundings(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        usersLocale(),
        terminal.contains("out"),
        terminal.contains("err"),
        number(columns != null ? columns : System.getProperty("shakedown.columns", "")),
        noColour != null && !noColour.isEmpty() || "dumb".equals(System.getenv("TERM")));
  }

  /**
   * The locale for messages; POSIX's order, because Java does not look at LC_ALL on all systems.
   */
  private static Locale usersLocale() {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        return value.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH;
      }
    }
    return Locale.getDefault();
  }

  private static int number(String text) {
    int value = 0;
    for (int i = 0; i < text.length() && i < 5; i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit < 0) {
        return 0;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
