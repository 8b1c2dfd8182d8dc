package dev.shakedown.report;

import java.util.Locale;

/** A language the texts exist in. */
public enum Language {
  ENGLISH("en"),
  JAPANESE("ja");

  private final String id;

  Language(String id) {
    this.id = id;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /** The language of a locale, English where there is no other. */
  public static Language of(Locale locale) {
    return locale.getLanguage().equals("ja") ? JAPANESE : ENGLISH;
  }
}
