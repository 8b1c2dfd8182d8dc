package dev.shakedown.report;

import java.util.Locale;
import java.util.Optional;

/** A form the report can have. */
public enum OutputFormat {
  TEXT,
  JSON,
  JSONL,
  HTML,
  MARKDOWN;

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of that name. */
  public static Optional<OutputFormat> of(String id) {
    for (OutputFormat format : values()) {
      if (format.id().equals(id)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
