package dev.shakedown.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;

/** What the build wrote down about itself, and what it runs on. */
final class Version {
  private Version() {}

  static String number() {
    return properties().getProperty("version");
  }

  /** The date of the build's sources, as mdoc writes it: {@code January 2, 2026}. */
  static String date() {
    String day = properties().getProperty("timestamp").substring(0, 10);
    return LocalDate.parse(day).format(DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.ENGLISH));
  }

  /** A few lines: the version, the Java it runs on, the libraries. */
  static String facts() {
    Properties build = properties();
    String commit = build.getProperty("commit");
    return "shakedown %s%s\nJava %s (%s, %s), %s %s\n%s\n"
        .formatted(
            build.getProperty("version"),
            commit.isEmpty() ? "" : " (" + commit + ")",
            System.getProperty("java.runtime.version"),
            System.getProperty("java.vendor"),
            System.getProperty("java.home"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            build.getProperty("libraries"));
  }

  private static Properties properties() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
